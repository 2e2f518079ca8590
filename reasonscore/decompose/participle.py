"""Participles behind a comma: "..., suggesting a clot" supports an inference; "..., winning a prize" is a claim."""

from __future__ import annotations

from reasonscore.decompose.clause import Clause, Inflected, Token
from reasonscore.decompose.inflection import past, third_person
from reasonscore.decompose.parse import Parse
from reasonscore.decompose.split import split_below
from reasonscore.decompose.subordinate import past_tense, role_of

_EVIDENCE = frozenset(
    "suggest indicate imply support confirm point raise argue favor favour make reflect represent rule exclude arouse "
    "warrant prompt reveal demonstrate establish signal prove reinforce strengthen weaken narrow".split()
)
_SHOWING = frozenset(
    "show reveal demonstrate have find display exhibit identify detect confirm disclose report yield see "
    "note document present contain grow".split()
)
_SKIP = frozenset(
    "include follow use regard concern depend accord give base consider assume include compare range".split()
)


def detach_participles(parse: Parse, clause: Clause, done: set[int]) -> list[Clause]:
    """The statements made by participles behind a comma; the clause loses their words."""
    made: list[Clause] = []
    present = {t for t in clause.predicate if isinstance(t, int)}
    for token in sorted(present):
        if token in done or token == clause.head or parse.tags[token] != "VBG":
            continue
        if parse.deps[token] not in ("advcl", "acl", "conj") or parse.lemmas[token] in _SKIP:
            continue
        tokens = [t for t in parse.subtree(token) if t in present]
        first = tokens[0] if tokens else -1
        if first < 1 or parse.words[first - 1] not in (",", "–", "—") or first < clause.head or first < token - 2:
            continue
        if parse.deps[token] == "advcl" and role_of(parse, token, parse.heads[token]).name not in (
            "participle",
            "stay",
        ):
            continue
        if parse.deps[token] == "conj" or parse.child(token, "mark") is not None or not clause.subject:
            continue
        done.add(token)
        made += _detach(parse, clause, token, tokens)
    return made


def _detach(parse: Parse, clause: Clause, token: int, tokens: list[int]) -> list[Clause]:
    parts: list[Clause] = []
    first = split_below(parse, token, parts)
    evidence = parse.lemmas[token] in _EVIDENCE
    clause.without(set(tokens))
    subject = _evidence(parse, clause) if evidence else list(clause.subject)
    told = past_tense(parse, clause.head) and not evidence
    for part in parts:
        part.subject = part.subject or list(subject)
        part.rules.append("participle.support" if evidence else "participle.claim")
        part.order = token + 0.1
    first.predicate = [_finite(parse, t, token, told, first.subject) if t == token else t for t in first.predicate]
    if parse.lower[tokens[0]] == "having":
        first.predicate = ["had" if told else "has" if t == tokens[0] else t for t in first.predicate]
    if evidence:
        clause.links.append(("supports", first, [token]))
        clause.rules.append("relation.supports")
    return parts


def _finite(parse: Parse, token: int, head: int, told: bool, subject: list[Token]) -> Token:
    lemma = parse.lemmas[head]
    if lemma == "be":
        return ("were" if _plural(parse, subject) else "was") if told else ("are" if _plural(parse, subject) else "is")
    if any(parse.deps[k] in ("aux", "auxpass") for k in parse.children[head]):
        return token
    return Inflected(head, past(lemma) if told else lemma if _plural(parse, subject) else third_person(lemma))


def _plural(parse: Parse, subject: list[Token]) -> bool:
    tokens = [t for t in subject if isinstance(t, int)]
    heads = [t for t in tokens if parse.heads[t] not in tokens]
    if any(parse.deps[t] == "conj" for t in tokens if heads and parse.heads[t] == heads[0]):
        return True
    return bool(heads) and (
        parse.tags[heads[0]] in ("NNS", "NNPS") or parse.lower[heads[0]] in ("they", "these", "those", "we")
    )


def _evidence(parse: Parse, clause: Clause) -> list[Token]:
    """What the evidence is: the finding that was shown rather than the test; the predicate folded into its subject."""
    head = clause.head
    kid = parse.child(head, "dobj", "attr") if parse.lemmas[head] != "be" else None
    if kid is not None and parse.lemmas[head] in _SHOWING:
        inside = set(parse.subtree(kid))
        return [t for t in clause.predicate if isinstance(t, int) and t in inside]
    adjective = parse.child(head, "acomp")
    if parse.lemmas[head] == "be" and adjective is not None and clause.subject and parse.child(head, "neg") is None:
        inside = set(parse.subtree(adjective))
        described = [t for t in clause.predicate if isinstance(t, int) and t in inside]
        determiner = [t for t in clause.subject[:1] if isinstance(t, int) and parse.deps[t] == "det"]
        return ["a", *described, *clause.subject[len(determiner) :]] if determiner else [*described, *clause.subject]
    return list(clause.subject)
