"""An infinitive behind an empty "it" made the subject: "It is normal to feel tired" is "Feeling tired is normal"."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause, Inflected, Token
from reasonscore.decompose.clauses.inflection import gerund
from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.search.table import words_of

_BE = frozenset({"is", "'s", "’s", "was", "be"})
_HEAVY = 14
"""Tokens from which on an infinitive is easier to read behind its verb."""

_HELD = frozenset({"to", "for", "that", "if", "and", "or", "but"})


def front_infinitive(parse: Parse, clause: Clause) -> None:
    """Turn the clause round where "it" means the infinitive behind an adjective, and nothing that was named before."""
    subject = clause.subject[0] if len(clause.subject) == 1 else None
    if not isinstance(subject, int) or parse.lower[subject] != "it":
        return
    tokens = [t for t in clause.predicate if isinstance(t, int)]
    if len(tokens) != len(clause.predicate):
        return
    place = _adjective(parse, tokens)
    if place is None:
        return
    bearer: list[int] = []
    at = place + 1
    if at < len(tokens) and parse.lower[tokens[at]] == "for":
        to = next((i for i in range(at + 2, len(tokens)) if parse.lower[tokens[i]] == "to"), 0)
        bearer, at = tokens[at + 1 : to], to
    action = _action(parse, tokens[at:]) if at and at < len(tokens) and parse.lower[tokens[at]] == "to" else []
    if bearer and parse.lower[tokens[place]] == "possible":
        return  # "it is possible for a statin to cause weakness" says what it can do
    if not action or len(bearer) + len(action) > _HEAVY:
        return
    if len(bearer) == 1 and parse.lower[bearer[0]] in _POSSESSIVE:
        action = [Inflected(bearer[0], _POSSESSIVE[parse.lower[bearer[0]]]), *action]
        bearer = []
    clause.subject = [*bearer, *action]
    clause.predicate = [
        Inflected(t, _FULL[parse.lower[t]]) if parse.lower[t] in _FULL else t for t in tokens[: place + 1]
    ]
    clause.rules.append("clause.extraposed")


_FULL = {"'s": "is", "’s": "is", "n't": "not", "n’t": "not"}
_POSSESSIVE = {"them": "their", "you": "your", "him": "his", "her": "her", "me": "my", "us": "our"}


def _adjective(parse: Parse, tokens: list[int]) -> int | None:
    """The place of the adjective that says what the infinitive is; None where a noun or a clause comes first."""
    copula = False
    for place, token in enumerate(tokens[:7]):
        low = parse.lower[token]
        if low in words_of("verbs", "extraposing"):
            return place if copula else None
        if low in _BE:
            copula = True
        elif low in _HELD or parse.tags[token].startswith(("NN", "DT")):
            return None
    return None


def _action(parse: Parse, tokens: list[int]) -> list[Token]:
    """The infinitive as an activity: "to still be coughing" as "still coughing"; empty where it has no plain verb."""
    lead: list[Token] = []
    for place, token in enumerate(tokens[1:], start=1):
        tag, low = parse.tags[token], parse.lower[token]
        if tag in ("RB", "RBR"):
            lead.append(token)
            continue
        if tag not in ("VB", "VBP", "NN") or not low.isalpha():
            return []
        rest: list[Token] = list(tokens[place + 1 :])
        verbs = [t for t in tokens[place + 1 :] if parse.deps[t] == "conj" and parse.tags[t] == "VB"]
        worded = any(parse.words[t][:1].isalnum() for t in tokens[place + 1 :])
        if verbs or (low in _TRANSITIVE and not worded):
            return []
        following = tokens[place + 1] if rest else -1
        if low == "be" and following >= 0 and parse.tags[following] == "VBG":
            return [*lead, *rest]
        return [*lead, Inflected(token, gerund(low)), *rest]
    return []


_TRANSITIVE = frozenset("use take treat find see get manage control measure diagnose remove swallow read".split())
"""Verbs that say nothing without an object: the "it" of "it is safe to use" is the thing that is used."""
