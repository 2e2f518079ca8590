"""Each of several subjects by itself: "Fever and rash each suggest an infection" is no joint evidence."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause, Inflected, Token
from reasonscore.decompose.clauses.inflection import third_person
from reasonscore.decompose.parse.parse import Parse

_AUXILIARY = {"are": "is", "were": "was", "have": "has", "do": "does"}


def detach_each(parse: Parse, clause: Clause) -> list[Clause]:
    """One clause for each subject where "each" says so, the clause itself turned into the first of them."""
    each = next((t for t in clause.tokens() if isinstance(t, int) and parse.lower[t] == "each"), None)
    if each is None:
        return []
    members = _members(parse, clause, each)
    if len(members) < 2:
        return []
    made = []
    gone = {each, each + 1} if parse.child(each, "prep") is not None and each in clause.subject else {each}
    clause.without(gone)
    clause.rules.append("list.each")
    for position in range(1, len(members)):
        variant = clause.copy()
        variant.order = clause.order + 0.001 * position
        made.append(variant)
    for variant, member in zip([clause, *made], members, strict=True):
        variant.subject = member
        if not _plural(parse, member):
            variant.predicate = [_singular(parse, t, clause.head) for t in variant.predicate]
    return made


def _members(parse: Parse, clause: Clause, each: int) -> list[list[Token]]:
    """The subjects: those before a floating "each", or those of "each of A and B"."""
    inside = {t for t in clause.subject if isinstance(t, int)}
    if clause.head < each and parse.tags[each + 1 : each + 2] == ["JJR"]:
        return []  # the noun before it read as the verb
    kid = parse.child(each, "prep") if each in inside else None
    if kid is not None:
        first = parse.child(kid, "pobj") if parse.lower[kid] == "of" else None
    else:
        inside.discard(each)
        first = next((t for t in sorted(inside) if parse.deps[t] in ("nsubj", "nsubjpass")), None)
    heads: list[int] = []
    while first is not None:
        heads.append(first)
        following = parse.child(first, "conj")
        first = parse.child(each, "conj") if following is None and len(heads) == 1 and each in inside else following
    found: list[list[Token]] = []
    for head in heads:
        others = {k for k in parse.children[head] if parse.deps[k] in ("conj", "cc", "punct")}
        found.append([t for t in parse.subtree(head, others) if t in inside])
    return found if all(found) else []


def _plural(parse: Parse, member: list[Token]) -> bool:
    tokens = [t for t in member if isinstance(t, int)]
    heads = [t for t in tokens if parse.heads[t] not in tokens]
    return bool(heads) and parse.tags[heads[0]] in ("NNS", "NNPS")


def _singular(parse: Parse, token: Token, head: int) -> Token:
    if not isinstance(token, int):
        return token
    if parse.lower[token] in _AUXILIARY:
        return Inflected(token, _AUXILIARY[parse.lower[token]])
    return (
        Inflected(token, third_person(parse.lemmas[token])) if token == head and parse.tags[token] == "VBP" else token
    )
