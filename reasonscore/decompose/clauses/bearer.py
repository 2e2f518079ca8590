"""Who a predicate noun is said of: what describes the noun describes its subject."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause, Token
from reasonscore.decompose.parse.parse import Parse


def bearer_of(parse: Parse, clause: Clause, noun: int) -> list[Token]:
    """The subject of "X is a drug, used for gout": what is said of the drug is said of X."""
    if parse.lemmas[clause.head] not in ("be", "become", "remain") or not clause.subject:
        return []
    token = noun
    while parse.deps[token] == "conj":
        token = parse.heads[token]
    if parse.deps[token] != "attr" or parse.heads[token] != clause.head or parse.lower[clause.head] == "being":
        return []
    first = clause.subject[0]
    if isinstance(first, int) and parse.deps[first] in ("expl", "csubj"):
        return []
    # "One of the causes is X, which ..." speaks of X, not of the cause.
    definite = any(parse.lower[k] in ("the", "this") for k in parse.children[token])
    named = parse.tags[token].startswith("NNP") and any(parse.tags[t] == "NNS" for t in parse.children[clause.head])
    return [] if definite or named else list(clause.subject)
