"""Designs: which outcome a trial measures, and which drugs and procedures its arms are given."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, partial

from reasonscore.lexicon.concept import Mention
from reasonscore.resource import resource_text
from reasonscore.span import Piece
from reasonscore.verify.facts.statement import light_keys, names, read_statement
from reasonscore.verify.trial.cell import Answer, all_of
from reasonscore.verify.trial.clause import Clause
from reasonscore.verify.trial.record import Trial
from reasonscore.verify.trial.scope import Scope
from reasonscore.verify.trial.value import phrase_keys

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

_RECORD_WORDS = re.compile(
    r"\b(?:receiv\w*|giv\w+|tak\w+|administ\w+|treat\w*|us(?:e|es|ed|ing)|undergo\w*|test\w*|requir\w*|appl\w+|contain\w*|any|"
    r"medical|interventions?|therap\w+|arms?|part|study|placed|give)\b",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(
    r"\d|\b(?:once|twice|daily|weekly|monthly|total|maximum|minimum|combination|first|last|during|until)\b",
    re.IGNORECASE,
)
_NUMBER_OF_ARMS = re.compile(
    r"\b(?:(?P<same>(?:same|equal|identical) number of)|(?P<more>more)|(?P<less>fewer|less)|"
    r"(?P<count>an? single|single|one|two|three|four|five|[1-6]))"
    r"[ -](?:different )?(?:patients?|study|treatment|intervention|test)?[ -]?"
    r"(?:cohorts?|arms?|groups?)\b",
    re.IGNORECASE,
)
_COUNTS = {"single": 1, "a single": 1, "an single": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
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
    if not clause.known or not scopes:
        return None
    kinds = {scope.trial.kind for scope in scopes}
    arms = _NUMBER_OF_ARMS.search(text) if kinds == {"arms"} else None
    if arms:
        # A clause that also says what the arms are given holds only if that does.
        bare = not _GIVEN.search(text) and not re.search(r"\d\s*$", text[: arms.start()])
        return _of_number(arms, clause, scopes) if bare else None
    if clause.amount is not None or _OPEN.search(text):
        return None
    if kinds == {"outcome"} and _MEASURES.search(text):
        return _measured(clause, scopes, bool(_NEGATED.search(text)))
    if kinds == {"arms"} and _GIVEN.search(text):
        return _given(clause, text, scopes)
    return None


def _of_number(match: re.Match[str], clause: Clause, scopes: Sequence[Scope]) -> Answer | None:
    """Whether trials have as many arms as is said."""
    trials = list({scope.trial.piece: scope.trial for scope in scopes}.values())
    sizes = [len(trial.groups) for trial in trials]
    if not all(trial.is_complete for trial in trials):
        return None
    if match["count"]:
        word = match["count"].lower()
        wanted = _COUNTS.get(word) or int(word)
        holds = all(size == wanted for size in sizes)
        if any(len(scope.groups) < len(scope.trial.groups) for scope in scopes):
            return None
    elif len(sizes) != 2:
        return None
    elif match["same"]:
        holds = sizes[0] == sizes[1]
    else:
        holds = sizes[0] > sizes[1] if match["more"] else sizes[0] < sizes[1]
    return Answer(holds != clause.negated, _heads(scopes))


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


def _given(clause: Clause, text: str, scopes: Sequence[Scope]) -> Answer | None:
    things = _things(text)
    if not things:
        return None
    negated, every = bool(_NEGATED.search(text)), bool(_EVERY.search(text))
    # Where the clause says nothing else, that all is there settles it.
    pieces = [piece for piece, _ in things]
    start = clause.piece[0]
    told = not _HOW_OFTEN.search(text) and all(
        any(a < end - start and begin - start < b for a, b in pieces)
        or phrase_keys(_RECORD_WORDS.sub(" ", phrase)) == set()
        for phrase, (begin, end) in clause.phrases
    )
    results: list[bool | None] = []
    for scope in scopes:
        arms = [group.detail for group in scope.groups]
        for arm in arms if every or scope.each else [" ".join(arms)]:
            held = [is_in(arm) for _, is_in in things]
            if negated:
                results.append(not any(held))
            elif _OR.search(text):
                results.append((True if told else None) if any(held) else False)
            else:
                results.append((True if told else None) if all(held) else False)
    holds = all_of(results)
    return None if holds is None else Answer(holds, _heads(scopes))


def _things(text: str) -> list[tuple[Piece, Callable[[str], bool]]]:
    """What a clause says is given, each with whether a description of an arm has it."""
    found: list[tuple[Piece, Callable[[str], bool]]] = []
    for expression, cases in _treatments():
        for match in expression.finditer(text):
            if not any(a < match.end() and match.start() < b for (a, b), _ in found):
                found.append((match.span(), partial(_has_case, cases)))
    for mention in read_statement(text).mentions:
        a, b = mention.span
        if mention.concept.kind in _KINDS and not any(c < b and a < d for (c, d), _ in found):
            found.append(((a, b), partial(_has_name, mention)))
    return found


def _has_case(cases: re.Pattern[str], arm: str) -> bool:
    return bool(cases.search(arm))


def _has_name(mention: Mention, arm: str) -> bool:
    return names(read_statement(arm), mention) or mention.surface.lower() in arm.lower()


@cache
def _treatments() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    rows = [line.split("\t") for line in resource_text("verify/trial_terms.tsv").splitlines()]
    return tuple(
        (re.compile(rf"(?<![\w-])(?:{row[1]})(?![\w-])", re.IGNORECASE), re.compile(row[2], re.IGNORECASE))
        for row in rows
        if row[0] == "given"
    )


def _heads(scopes: Sequence[Scope]) -> tuple[Piece, ...]:
    """Where the parts of a record begin that the scopes are in."""
    places = (scope.trial.piece for scope in scopes)
    return tuple(sorted({(start, min(end, start + HEAD)) for start, end in places}))
