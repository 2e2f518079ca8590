"""What holds elsewhere but not here: "is heard in asthma but not in fibrosis", "not in gout, nor in asthma"."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause
from reasonscore.decompose.clauses.polarity_split import deny
from reasonscore.decompose.parse.parse import Parse

_FINITE = frozenset(("VBZ", "VBD", "VBP", "MD"))
_LONGEST = 10
_NEVER = frozenset(("never", "no", "rarely", "hardly"))


def detach_but_not(parse: Parse, clause: Clause) -> list[Clause]:
    """The denied half of "is heard in asthma but not in fibrosis"; the clause loses its words.

    Behind a denial, "nor" adds a place where the same is denied.
    """
    head = clause.head
    ints = [t for t in clause.predicate if isinstance(t, int)]
    if not clause.subject or head not in ints:
        return []
    denied = _denied(parse, clause, ints)
    for token in ints:
        more = parse.lower[token] == "nor"
        plain = parse.words[token - 1] == "," and _repeats(parse, head, token)
        if token <= head + 1 or more != denied or not (more or plain or _opposed(parse, token)):
            continue
        stop = next((t for t in ints if t > token and parse.words[t] in (",", ";", ")", ".")), len(parse))
        tail = [t for t in ints if token < t < stop]
        heads = [t for t in tail if parse.heads[t] not in tail]
        if (
            not 0 < len(tail) <= _LONGEST
            or not heads
            or _more(parse, heads[1:])
            or any(parse.tags[t] in _FINITE for t in tail)
        ):
            continue
        opened = token if more or plain else token - 1
        block = _replaced(parse, head, ints, heads[0], opened)
        gone = {opened, token, *tail, *([opened - 1] if parse.words[opened - 1] == "," else [])}
        block = [t for t in block if t in ints and t not in gone]
        if not block:
            continue
        variant = clause.copy()
        at = variant.predicate.index(block[0])
        variant.predicate = [t for t in variant.predicate if not (isinstance(t, int) and (t in block or t in gone))]
        variant.predicate[at:at] = _named(parse, block, tail)
        if not more:
            deny(parse, variant)
            variant.links = [("contrast", clause, [token - 1])]
        variant.rules.append("negation.contrast")
        variant.order = clause.order + 0.4
        clause.without(gone)
        clause.rules.append("negation.contrast")
        return [variant]
    return []


def _named(parse: Parse, block: list[int], tail: list[int]) -> list[int]:
    """For example "the level of B" for the "that of B" behind "the level of A"."""
    if parse.lower[tail[0]] not in ("that", "those") or parse.lower[tail[1:2][0] if tail[1:] else 0] != "of":
        return tail
    of = next((t for t in block if parse.lower[t] == "of"), None)
    return tail if of is None else [*[t for t in block if t < of], *tail[1:]]


def _more(parse: Parse, heads: list[int]) -> bool:
    """True where more than phrases follows the first one."""
    return any(parse.deps[t] != "prep" for t in heads)


def _repeats(parse: Parse, head: int, token: int) -> bool:
    """True for "is read from a rise, not from one value": the preposition is said again."""
    said = parse.lower[token + 1] if token + 1 < len(parse) else ""
    same = [t for t in range(head + 1, token) if parse.lower[t] == said and parse.deps[t] in ("prep", "agent")]
    return parse.lower[token] == "not" and bool(same) and parse.tags[same[-1]] == "IN"


def _opposed(parse: Parse, token: int) -> bool:
    return parse.lower[token] == "not" and parse.lower[token - 1] == "but"


def _denied(parse: Parse, clause: Clause, ints: list[int]) -> bool:
    """True where the clause denies something by its verb or by the object of its verb."""
    head = clause.head
    if any(parse.deps[k] == "neg" or parse.lower[k] in _NEVER for k in parse.children[head] if k in ints):
        return True
    thing = parse.child(head, "dobj", "attr")
    return thing is not None and any(parse.lower[k] == "no" for k in parse.children[thing])


def _replaced(parse: Parse, head: int, ints: list[int], kid: int, opened: int) -> list[int]:
    """What the words behind "but not" stand in the place of: the last phrase of their kind."""
    first = parse.heads[kid]
    if parse.deps[kid] not in ("conj", "prep") or first not in ints:
        return []
    if parse.tags[kid] == "IN" and parse.tags[first] != "IN":
        outer = [
            k for k in ints if head < k < opened and parse.deps[k] == "prep" and parse.deps[parse.heads[k]] != "pobj"
        ]
        like = [k for k in outer if parse.lower[k] == parse.lower[kid]] or outer[-1:]
        return list(range(like[0], opened)) if like else []
    if parse.lower[kid] in ("that", "those"):
        thing = parse.child(head, "dobj", "attr") if first == head else first
        return parse.subtree(thing) if thing is not None and thing < opened else []
    if parse.tags[first][:2] != parse.tags[kid][:2] or parse.deps[first] == "ROOT":
        return []
    return parse.subtree(first)
