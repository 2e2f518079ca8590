"""A verb that agreed with several subjects, made to agree with one of them."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Inflected, Token
from reasonscore.decompose.clauses.inflection import third_person
from reasonscore.decompose.parse.parse import Parse


def is_plural(parse: Parse, member: list[Token]) -> bool:
    """True where a member is a plural noun, whatever follows it."""
    inside = {t for t in member if isinstance(t, int)}
    heads = [t for t in member if isinstance(t, int) and parse.heads[t] not in inside]
    return any(parse.tags[t] in ("NNS", "NNPS") for t in heads)


def agreeing(parse: Parse, token: Token, head: int) -> Token:
    """The finite verb of the clause in the singular."""
    if not isinstance(token, int) or (token != head and parse.heads[token] != head):
        return token
    if parse.lower[token] in ("are", "were", "have"):
        return Inflected(token, {"are": "is", "were": "was", "have": "has"}[parse.lower[token]])
    helped = any(parse.deps[k] in ("aux", "auxpass") for k in parse.children[head])
    if token == head and parse.tags[head] in ("VB", "VBP") and not helped:
        return Inflected(token, third_person(parse.lemmas[token]))
    return token


def singular(parse: Parse, token: int) -> Token:
    """The token, a verb without a third person's ending with one."""
    if parse.tags[token] != "VBP":
        return token
    return Inflected(token, third_person(parse.lemmas[token]))
