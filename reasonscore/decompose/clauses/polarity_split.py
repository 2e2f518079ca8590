"""Opposite signs in one clause: "fatigue without weight loss", "low, not high", "neither A nor B"."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause, Inflected, Token
from reasonscore.decompose.clauses.subordinate import past_tense
from reasonscore.decompose.parse.parse import Parse

_HAVING = frozenset("have present report show reveal demonstrate describe develop complain note document".split())


def detach_without(parse: Parse, clause: Clause) -> list[Clause]:
    """For example "has fatigue without weight loss" as the fatigue and as "has no weight loss"."""
    present = {t for t in clause.predicate if isinstance(t, int)}
    head = clause.head
    if parse.lemmas[head] not in _HAVING or not clause.subject or _is_denied(parse, head):
        return []
    for token in sorted(present):
        kid = parse.child(token, "pobj")
        if parse.lower[token] != "without" or parse.deps[token] != "prep" or kid is None or token < head:
            continue
        tokens = [t for t in parse.subtree(token) if t in present]
        if any(parse.lower[t] == "which" for t in tokens) or _of_circumstance(parse, head, token):
            continue
        told = past_tense(parse, head)
        plural = _plural(parse, clause)
        verb = "had" if told else "have" if plural else "has"
        rest: list[Token] = [
            t for t in tokens if t != token and not (t == tokens[1] and parse.lower[t] in ("any", "a", "an"))
        ]
        clause.without(set(tokens))
        clause.rules.append("negation.without")
        made = Clause(kid, subject=list(clause.subject), predicate=[verb, "no", *rest], rules=["negation.without"])
        made.order = clause.order + 0.4
        made.conditions = [c for c in clause.conditions if c.place == "initial"]
        return [made]
    return []


def _is_denied(parse: Parse, head: int) -> bool:
    """True for "has no role in angina without hypoxia"."""
    thing = parse.child(head, "dobj")
    denied = parse.child(head, "neg") is not None
    return denied or (thing is not None and any(parse.lower[k] == "no" for k in parse.children[thing]))


def _of_circumstance(parse: Parse, head: int, token: int) -> bool:
    """True for "has no role in stroke without hypoxaemia", which tells what stroke is meant."""
    noun = parse.heads[token]
    if parse.deps[noun] != "pobj":
        return False
    preposition = parse.heads[noun]
    return parse.lower[preposition] != "with" or parse.heads[preposition] != head


def detach_contrast(parse: Parse, clause: Clause) -> list[Clause]:
    """Statements apart: "is low, not high" as "is low" and "is not high"."""
    head = clause.head
    if parse.lemmas[head] != "be" or not clause.subject:
        return []
    ints = [t for t in clause.predicate if isinstance(t, int)]
    for token in ints:
        if parse.lower[token] != "not" or token - 1 not in ints or parse.words[token - 1] != "," or token <= head + 1:
            continue
        tail = [t for t in ints if t >= token]
        if len(tail) < 2 or len(tail) > 8:
            continue
        verb: list[Token] = [t for t in ints if t <= head]
        kid = parse.child(head, "aux")
        if kid in verb:
            # "would be low, not high" denies with "would not be".
            verb.insert(verb.index(kid) + 1, token)
        rest = tail[1:] if kid in verb else tail
        if all(parse.tags[t].startswith(("JJ", "RB")) or parse.deps[t] == "punct" for t in tail):
            rest = [
                *(t for t in rest if parse.deps[t] != "punct"),
                *_circumstances(parse, head, [t for t in ints if head < t < token - 1]),
            ]
        made = Clause(head, subject=list(clause.subject), predicate=[*verb, *rest], rules=["negation.contrast"])
        made.order = clause.order + 0.4
        clause.without({token - 1, *tail})
        clause.rules.append("negation.contrast")
        made.links.append(("contrast", clause, [token]))
        return [made]
    return []


def _circumstances(parse: Parse, head: int, tokens: list[int]) -> list[int]:
    """What the denied adjective shares with the asserted one: "low in iron deficiency, not high"."""
    kid = parse.child(head, "acomp")
    heads = [t for t in tokens if parse.deps[t] == "prep" and parse.heads[t] in (head, kid)]
    found = {t for first in heads for t in parse.subtree(first)}
    return [t for t in tokens if t in found]


def detach_opposite(parse: Parse, clause: Clause) -> list[Clause]:
    """Statements apart: "is above the first line but below the second" as two, linked by their contrast."""
    head = clause.head
    ints = [t for t in clause.predicate if isinstance(t, int)]
    if parse.lemmas[head] != "be" or not clause.subject or any(parse.deps[t] == "neg" for t in ints):
        return []
    for token in ints:
        if parse.lower[token] != "but" or token <= head + 1 or token - 1 == head:
            continue
        tail = [t for t in ints if t > token and parse.deps[t] != "punct"]
        if len(tail) < 2 or parse.lower[tail[0]] in ("not", "also", "only", "for") or not _adds(parse, head, tail):
            continue
        if parse.lower[token - 1] in ("nothing", "anything", "all", "everything", "none", "not", "only"):
            continue
        verb: list[Token] = [t for t in ints if t <= head]
        made = Clause(head, subject=list(clause.subject), predicate=[*verb, *tail], rules=["clause.coordination"])
        made.order = clause.order + 0.4
        made.links.append(("contrast", clause, [token]))
        clause.without({token, *tail})
        return [made]
    return []


def _adds(parse: Parse, head: int, tail: list[int]) -> bool:
    """True where the words after "but" complete "is" without a verb of their own."""
    if any(parse.tags[t] in ("VBZ", "VBD", "VBP", "MD") for t in tail):
        return False
    heads = [t for t in tail if parse.heads[t] not in tail]
    return len(heads) == 1 and parse.deps[heads[0]] in ("prep", "conj", "acomp", "advmod")


def detach_exception(parse: Parse, clause: Clause) -> list[Clause]:
    """For example "No mass was felt, only a node" as the missing mass and as "A node was felt"."""
    head = clause.head
    ints = sorted(t for t in [*clause.subject, *clause.predicate] if isinstance(t, int))
    denied = [t for t in clause.subject[:1] if isinstance(t, int) and parse.lower[t] == "no"]
    verb: list[Token] = [t for t in clause.predicate if isinstance(t, int) and t <= head]
    passive = any(parse.deps[t] == "auxpass" for t in ints if t < head)
    for token in ints:
        if parse.lower[token] != "only" or parse.words[token - 1] != "," or token <= head:
            continue
        tail = [t for t in ints if t > token and parse.deps[t] != "punct"]
        heads = [t for t in tail if parse.heads[t] not in tail]
        if not tail or not denied or not passive or not parse.tags[heads[0]].startswith("NN") or len(heads) > 1:
            continue
        made = Clause(head, subject=list(tail), predicate=verb, rules=["negation.exception"], order=clause.order + 0.4)
        clause.without({token - 1, token, *tail})
        clause.rules.append("negation.exception")
        return [made]
    return []


def _plural(parse: Parse, clause: Clause) -> bool:
    tokens = [t for t in clause.subject if isinstance(t, int)]
    if not tokens:
        return False
    if parse.lower[tokens[-1]] in ("you", "they", "we", "i", "these", "those"):
        return True
    heads = [t for t in tokens if parse.heads[t] not in tokens]
    return parse.tags[heads[0] if heads else tokens[-1]] in ("NNS", "NNPS")


def deny(parse: Parse, clause: Clause) -> None:
    """Deny the predicate itself: "neither" goes, "not" comes behind the auxiliary or "does not" before the verb."""
    head = clause.head
    clause.without(
        {t for t in clause.tokens() if isinstance(t, int) and parse.lower[t] in ("neither", "nor", "either")}
    )
    at = clause.predicate.index(head) if head in clause.predicate else 0
    auxiliary = next(
        (i for i, t in enumerate(clause.predicate[:at]) if isinstance(t, int) and parse.deps[t] in ("aux", "auxpass")),
        None,
    )
    plural = _plural(parse, clause)
    if auxiliary is not None:
        verb = clause.predicate[auxiliary]
        assert isinstance(verb, int)
        if parse.lower[verb] == "can":
            clause.predicate[auxiliary] = Inflected(verb, "cannot")
        else:
            clause.predicate[auxiliary : auxiliary + 1] = [_agreeing(parse, verb, plural), "not"]
    elif parse.lemmas[head] == "be":
        there = bool(clause.subject) and isinstance(first := clause.subject[0], int) and parse.deps[first] == "expl"
        clause.predicate[at : at + 1] = (
            [head, "no"] if there else [_agreeing(parse, head, plural), "not"] if head in clause.predicate else ["not"]
        )
    else:
        helper = "did" if parse.tags[head] == "VBD" else "do" if parse.tags[head] == "VBP" and plural else "does"
        clause.predicate[at : at + 1] = [helper, "not", Inflected(head, parse.lemmas[head])]


_NUMBER = {"has": "have", "was": "were", "is": "are", "does": "do"}
_SINGULAR = {many: one for one, many in _NUMBER.items()}


def _agreeing(parse: Parse, verb: int, plural: bool) -> Token:
    """The auxiliary in the number of one member of its subject: "steroids have", not "has"."""
    table = _NUMBER if plural else _SINGULAR
    return Inflected(verb, table[parse.lower[verb]]) if parse.lower[verb] in table else verb
