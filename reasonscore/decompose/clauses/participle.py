"""Participles behind a comma: "..., suggesting a clot" supports an inference; "..., winning a prize" is a claim."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause, Inflected, Token
from reasonscore.decompose.clauses.evidence import EVIDENTIAL, event_of, evidence_of, is_plural
from reasonscore.decompose.clauses.inflection import past, third_person
from reasonscore.decompose.clauses.split import split_below
from reasonscore.decompose.clauses.subordinate import past_tense, role_of
from reasonscore.decompose.parse.parse import Parse

_SKIP = frozenset(
    "include follow use regard concern depend accord give base consider assume include compare range".split()
)
_POINTING = (["it"], ["them"], ["this"], ["these"])
_RESULT = frozenset("lead result cause precipitate trigger produce provoke necessitate require".split())


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
        if parse.lemmas[token] in ("make", "render") and parse.lower[token + 1 : token + 2] in _POINTING:
            continue  # "contain more starch, making them helpful": what makes them so is the statement itself
        if parse.lower[first] == "namely":
            continue  # "four sports, namely rowing and tennis"
        if parse.child(token, "neg") is not None and parse.lower[tokens[0]] == "not":
            continue  # "not exceeding 200 mg" limits what stands before it
        if parse.deps[token] == "conj" or parse.child(token, "mark") is not None or not clause.subject:
            continue
        done.add(token)
        made += _detach(parse, clause, token, tokens)
    return made


def _detach(parse: Parse, clause: Clause, token: int, tokens: list[int]) -> list[Clause]:
    parts: list[Clause] = []
    first = split_below(parse, token, parts)
    later = _joined(parse, token, first)
    parts += later
    evidence = parse.lemmas[token] in EVIDENTIAL
    clause.without(set(tokens))
    subject = list(clause.subject)
    if evidence:
        subject = evidence_of(parse, clause)
    elif parse.lemmas[token] in _RESULT and parse.child(clause.head, "dobj", "attr", "acomp") is None:
        subject = event_of(parse, clause) or subject
    told = past_tense(parse, clause.head) and (not evidence or parse.lemmas[token] == "prompt")
    for part in parts:
        part.subject = part.subject or list(subject)
        part.rules.append("participle.support" if evidence else "participle.claim")
        part.order = token + 0.1
    for part in (first, *later):
        head = part.head
        part.predicate = [_finite(parse, t, head, told, part.subject) if t == head else t for t in part.predicate]
    if parse.lower[tokens[0]] == "having":
        first.predicate = ["had" if told else "has" if t == tokens[0] else t for t in first.predicate]
    if evidence:
        clause.links.append(("supports", first, [token]))
        clause.rules.append("relation.supports")
    return parts


def _joined(parse: Parse, token: int, first: Clause) -> list[Clause]:
    """The participles that "and" joins to the first one, each a predicate of the same subject."""
    made = []
    for kid in parse.children[token]:
        if parse.deps[kid] != "conj" or parse.tags[kid] != "VBG" or kid not in first.predicate:
            continue
        if parse.child(kid, "nsubj", "nsubjpass") is not None or parse.child(token, "cc") is None:
            continue
        own = [t for t in parse.subtree(kid) if t in first.predicate]
        first.without({*own, *[k for k in parse.children[token] if parse.deps[k] == "cc" and k < kid]})
        made.append(Clause(kid, predicate=list(own)))
    return made


def _finite(parse: Parse, token: int, head: int, told: bool, subject: list[Token]) -> Token:
    lemma = parse.lemmas[head]
    if lemma == "be":
        return (
            ("were" if is_plural(parse, subject) else "was") if told else ("are" if is_plural(parse, subject) else "is")
        )
    if any(parse.deps[k] in ("aux", "auxpass") for k in parse.children[head]):
        return token
    return Inflected(head, past(lemma) if told else lemma if is_plural(parse, subject) else third_person(lemma))
