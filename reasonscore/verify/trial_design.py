"""Designs: which outcome a trial measures, and which drugs and procedures its arms are given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reasonscore.span import Piece
from reasonscore.verify.statement import light_keys, names, read_statement
from reasonscore.verify.trial_cell import Answer, all_of
from reasonscore.verify.trial_clause import Clause
from reasonscore.verify.trial_record import Trial
from reasonscore.verify.trial_scope import Scope
from reasonscore.verify.trial_value import phrase_keys

_MEASURES = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|measur(?:e|es|ed|ing)|evaluat\w+|investigat\w+|stud(?:ies|ied|ying)|test(?:s|ed|ing)?|"
    r"assess\w*|monitor\w*)\b",
    re.IGNORECASE,
)
_MEASURE_WORDS = re.compile(
    r"\b(?:outcome|outcomes|measures?|measurements?|metrics?|endpoints?|effects?|impact|efficacy|evaluation|rates?|"
    r"us(?:e|es|ed|ing)|measur\w+|evaluat\w+|investigat\w+|stud\w+|test(?:s|ed|ing)?|assess\w*|monitor\w*|"
    r"as|on|their|its|patients?|participants?)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:receiv\w+|given|gives?|giving|tak(?:e|es|en|ing)|administ\w+|treated|us(?:e|es|ed|ing)|undergo\w*|"
    r"test(?:s|ed|ing)?|include[sd]?|require[sd]?|apply|applied|contains?)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|no|neither|nor|none|never|without|n't)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:same|different|similar|more|less|fewer|than|only|instead|unlike|contrast|compared|except|other|both use|"
    r"comparable|exclusively|some|depending|additional|like|post|after|before|any intervention)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\b(?:all|every|each|both cohorts|both arms|both groups)\b", re.IGNORECASE)
_OR = re.compile(r"\b(?:or|either)\b", re.IGNORECASE)
_KINDS = frozenset({"drug", "procedure", "imaging"})

HEAD = 100
"""Characters of a part of a record that are shown where all of it decided."""


def judge_design(claim: str, clause: Clause, record: Sequence[Trial]) -> Answer | None:
    """Whether trials measure or give what a clause says; None where the record's words do not settle it.

    Args:
        claim: The whole claim.
        clause: One clause of it.
        record: The trials that it may speak of.
    """
    text = claim[slice(*clause.piece)]
    scopes = clause.scopes
    if not clause.known or not scopes or clause.amount is not None or _OPEN.search(text):
        return None
    kinds = {scope.trial.kind for scope in scopes}
    if kinds == {"outcome"} and _MEASURES.search(text):
        return _measured(clause, scopes, bool(_NEGATED.search(text)))
    if kinds == {"arms"} and _GIVEN.search(text):
        return _given(text, scopes)
    return None


def _measured(clause: Clause, scopes: Sequence[Scope], negated: bool) -> Answer | None:
    phrases = [_MEASURE_WORDS.sub(" ", phrase) for phrase, _ in clause.phrases]
    asked = [keys for phrase in phrases if (keys := phrase_keys(phrase) - light_keys())]
    results: list[bool | None] = []
    for scope in scopes:
        title, detail = phrase_keys(scope.trial.title), phrase_keys(scope.trial.detail)
        for keys in asked:
            held = True if keys <= title else False if not keys & (title | detail) else None
            results.append(held if held is None or not negated else not held)
    holds = all_of(results)
    pieces = _heads(scopes)
    return None if holds is None else Answer(holds, pieces)


def _given(text: str, scopes: Sequence[Scope]) -> Answer | None:
    mentions = [one for one in read_statement(text).mentions if one.concept.kind in _KINDS]
    if not mentions:
        return None
    negated, every = bool(_NEGATED.search(text)), bool(_EVERY.search(text))
    results: list[bool | None] = []
    for scope in scopes:
        arms = [group.detail for group in scope.groups]
        texts = arms if every or scope.each else [" ".join(arms)]
        for arm in texts:
            known = read_statement(arm)
            held = [names(known, one) or one.surface.lower() in arm.lower() for one in mentions]
            if negated:
                results.append(not any(held))
            elif _OR.search(text):
                results.append(None if any(held) else False)
            else:
                results.append(None if all(held) else False)
    holds = all_of(results)
    pieces = _heads(scopes)
    return None if holds is None else Answer(holds, pieces)


def _heads(scopes: Sequence[Scope]) -> tuple[Piece, ...]:
    """Where the parts of a record begin that the scopes are in."""
    places = (scope.trial.piece for scope in scopes)
    return tuple(sorted({(start, min(end, start + HEAD)) for start, end in places}))
