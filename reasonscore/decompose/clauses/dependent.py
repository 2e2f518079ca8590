"""What hangs on the head of a clause, and what each part makes: a condition, a clause of its own, or a coordinate."""

from __future__ import annotations

from dataclasses import dataclass, field

from reasonscore.decompose.clauses.clause import Governor
from reasonscore.decompose.clauses.gapping import inverted
from reasonscore.decompose.clauses.granularity import is_alternative
from reasonscore.decompose.clauses.joining import is_corrected
from reasonscore.decompose.clauses.sharing import is_instead
from reasonscore.decompose.clauses.subordinate import role_of
from reasonscore.decompose.parse.parse import Parse

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_AUX = ("aux", "auxpass")


@dataclass(slots=True)
class Dependents:
    """The heads of the parts that leave a clause, in source order, by what becomes of them."""

    gone: set[int] = field(default_factory=set)
    """Heads of all that the clause's own words no longer hold."""
    conditions: list[list[Governor]] = field(default_factory=list)
    """The conditions, alternatives of one together."""
    coordinated: list[int] = field(default_factory=list)
    likened: list[int] = field(default_factory=list)
    """Inverted clauses: "as does the scan"."""
    causes: list[tuple[int, int]] = field(default_factory=list)
    """Each with the number of its first tokens that only say so; likewise the contrasts."""
    contrasts: list[tuple[int, int]] = field(default_factory=list)
    asides: list[int] = field(default_factory=list)


def dependents_of(parse: Parse, head: int) -> Dependents:
    """What hangs on the verb at `head` and does not stay in its clause."""
    below = Dependents()
    for kid in parse.children[head]:
        dep = parse.deps[kid]
        if dep in ("conj", "advcl") and inverted(parse, kid):
            below.likened.append(kid)
        elif dep == "conj" and _joins_clause(parse, kid, head) and not is_instead(parse, kid, head):
            below.coordinated.append(kid)
        elif dep == "advcl":
            _sort_adverbial(parse, kid, head, below)
            continue
        elif dep in ("parataxis", "ccomp") and _is_aside(parse, kid, head):
            below.asides.append(kid)
        elif dep not in ("cc", "preconj") or not _joins_clauses(parse, kid, head):
            continue
        below.gone.add(kid)
    return below


def _sort_adverbial(parse: Parse, kid: int, head: int, below: Dependents) -> None:
    """Put an adverbial clause where its role wants it; a time, a manner and the like stay in the clause."""
    role = role_of(parse, kid, head)
    if role.name == "condition" and role.kind is not None and not _then(parse, kid):
        governors = []
        for tokens in _conditions(parse, kid):
            place = "initial" if tokens[0] < head else "final"
            governors.append(Governor(list(tokens), role.kind, role.marker, role.negated, place, clause=kid))
        below.conditions.append(governors)
    elif role.name == "cause" and not is_corrected(parse, kid):
        below.causes.append((kid, role.marker))
    elif role.name == "contrast":
        below.contrasts.append((kid, role.marker))
    else:
        return
    below.gone.add(kid)


def _joins_clause(parse: Parse, kid: int, head: int) -> bool:
    """True for a conjunct that is a predicate of its own, and no alternative inside one."""
    return _is_clausal(parse, kid, head) and not is_alternative(parse, kid, head)


def _then(parse: Parse, kid: int) -> bool:
    """True where the order goes on behind the condition: "every week until it is stable, then every month"."""
    last = parse.subtree(kid)[-1]
    return last + 2 < len(parse) and parse.words[last + 1] == "," and parse.lower[last + 2] == "then"


def _joins_clauses(parse: Parse, kid: int, head: int) -> bool:
    """True for an "and" between clauses rather than between nouns."""
    later = [k for k in parse.children[head] if parse.deps[k] == "conj" and k > kid]
    onward = kid + 1 < len(parse) and parse.deps[kid + 1] == "prep" and parse.heads[kid + 1] == head
    if not later and (parse.lower[kid] == "but" or onward):
        return False
    if "than" in parse.lower[kid : kid + 2] or parse.lower[kid : kid + 2] == ["or", "not"]:
        return False
    clausal = [k for k in later if _joins_clause(parse, k, head)]
    return len(clausal) == len(later) and (parse.deps[kid] == "cc" or bool(clausal))


def _is_clausal(parse: Parse, kid: int, head: int) -> bool:
    """True where a conjunct is a predicate of its own rather than a noun or adjective."""
    tag = parse.tags[kid]
    if not (tag.startswith("VB") or tag == "MD" or parse.child(kid, "cop") is not None):
        return parse.child(kid, *SUBJECTS) is not None and parse.child(kid, *_AUX) is not None
    if any(parse.lower[k] == "where" and parse.deps[k] == "advmod" for k in parse.children[kid]):
        return False  # "and earlier where a relative was affected"
    has_subject = parse.child(kid, *SUBJECTS) is not None
    if has_subject:
        return True
    if parse.child(kid, "aux") == kid - 1 and parse.lower[kid - 1] == "to" and parse.lower[max(0, head - 1)] != "to":
        # "should have a test and to use two methods", "have a test and to use": told to do both
        return (
            tag == "VB"
            and (parse.child(head, "aux") is None or parse.lower[head - 1] == "should")
            and (parse.tags[head] == "VB" and parse.lower[kid - 2] == "and")
        )
    if not (parse.tags[head].startswith("VB") or parse.tags[head] == "MD"):
        return parse.child(kid, *_AUX) is not None
    if tag == "VBG" and parse.tags[head] != "VBG" and parse.child(kid, *_AUX) is None:
        # "has found a link between obesity and having diabetes", but "is inflamed and bleeding".
        return any(parse.deps[k] in _AUX and parse.lemmas[k] == "be" for k in parse.children[head])
    return not (tag == "VBG" and parse.tags[head] == "VBG" and parse.child(head, "aux") is None)


def _is_aside(parse: Parse, kid: int, head: int) -> bool:
    """True for a clause that stands beside another one: after a semicolon, a dash or a colon, or before "said"."""
    if not parse.tags[kid].startswith(("VB", "MD")):
        return False
    if parse.child(kid, *SUBJECTS) is None:
        return False
    tokens = parse.subtree(kid)
    if parse.child(kid, "mark") is not None and parse.lower[tokens[0]] in ("that", "whether", "if"):
        return False
    if kid > head:
        previous = parse.words[tokens[0] - 1] if tokens[0] else ""
        return previous in (";", "-", "–", "—", ":", "--") or parse.deps[kid] == "parataxis"
    following = parse.words[tokens[-1] + 1] if tokens[-1] + 1 < len(parse) else ""
    return following in (";", ":", "–", "—", "-", "--") or (following == "," and parse.child(head, "mark") is None)


def _conditions(parse: Parse, kid: int) -> list[list[int]]:
    """The tokens of a condition; conditions joined by "or" apart, each with the marker."""
    later = [k for k in parse.children[kid] if parse.deps[k] == "conj" and _is_clausal(parse, k, kid)]
    words = [parse.lower[k] for k in parse.children[kid] if parse.deps[k] == "cc"]
    whole = parse.subtree(kid)
    if not later or "or" not in words or parse.lower[whole[0]] in ("unless", "only"):
        return [whole]
    first = parse.subtree(kid, set(later) | {k for k in parse.children[kid] if parse.deps[k] == "cc"})
    marker = [t for t in first if t < kid and parse.deps[t] in ("mark", "advmod") and t == first[0]]
    parts = [first]
    for kid_later in later:
        tokens = parse.subtree(kid_later)
        if parse.child(kid_later, "mark") is None:
            subject: list[int] = []
            if parse.child(kid_later, *SUBJECTS) is None:
                for k in parse.children[kid]:
                    if parse.deps[k] in SUBJECTS:
                        subject = parse.subtree(k)
            tokens = [*marker, *subject, *tokens]
        parts.append(tokens)
    return parts
