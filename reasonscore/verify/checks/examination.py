"""Examination: "the lungs are clear" excludes a consolidation, and "the heart is enlarged" a normal heart."""

from __future__ import annotations

from collections.abc import Sequence

from reasonscore.span import Piece
from reasonscore.verify.checks.experiencer import relative
from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.conditions import find_conditions
from reasonscore.verify.facts.cue_table import find_cues
from reasonscore.verify.facts.examination import Fact, broader_findings, excluded_findings, is_plain, read_examination
from reasonscore.verify.facts.statement import Statement
from reasonscore.verify.verdict import Check, silent

NAME = "examination"

FORM_WORDS = 3
"""Words that a line of a form may have beside its findings."""
REPORT = 3
"""Facts from which on evidence is a report of an examination, which names what it found."""


def examination_check(comparison: Comparison) -> Check:
    """Whether the evidence says of the claim's findings and normal aspects what the claim says of them.

    A finding that is stated decides before one that is denied elsewhere, and both before what a normal aspect excludes:
    "lungs are clear" in a summary takes back no nodule of the same report. Findings in different places say nothing of
    each other. A claim about several findings agrees where the evidence agrees on each. A report that does not name a
    stated finding withholds. That there is a finding does not say on which side it is.
    """
    asked = read_examination(comparison.claim.text)
    if not asked or not _is_bare(comparison.claim, asked):
        return silent(NAME)
    open_claim, owner = _is_open(comparison.claim.text), relative(comparison.claim.text)
    known = [
        (offset, fact)
        for offset, statement in comparison.evidence
        for fact in (read_examination(statement.text) if relative(statement.text) == owner else ())
        if fact.state != "stated" or open_claim or not _is_open(statement.text)
    ]
    answers = [_answer(fact, known) for fact in asked]
    conflict = next((answer for answer in answers if answer is not None and not answer[0]), None)
    if conflict is not None:
        return Check(NAME, "conflict", (asked[answers.index(conflict)].piece,), (conflict[1],))
    if any(answer is None for answer in answers):
        unnamed = next((fact for fact, answer in zip(asked, answers, strict=True) if answer is None), asked[0])
        if unnamed.state == "stated" and len(known) >= REPORT and not _named(unnamed, comparison):
            return Check(NAME, "conflict", (unnamed.piece,), (_place(*known[0]),), weight="withholds")
        return silent(NAME)
    if any(fact.state == "stated" for fact in asked) and _lacks_side(comparison):
        return silent(NAME)
    pieces = tuple(sorted({answer[1] for answer in answers if answer is not None}))
    return Check(NAME, "agree", tuple(fact.piece for fact in asked), pieces)


def _lacks_side(comparison: Comparison) -> bool:
    """Whether the claim has a side that no sentence of the evidence names."""
    sides = {cue.meaning for cue in find_cues("sides", comparison.claim.text)} & {"left", "right"}
    named = {cue.meaning for _, statement in comparison.evidence for cue in find_cues("sides", statement.text)}
    return bool(sides) and not named & (sides | {"both"})


def _is_bare(claim: Statement, asked: Sequence[Fact]) -> bool:
    """Whether a claim is about findings and nothing else; a form's line ("Item: answer") may explain itself."""
    rest = [
        word
        for word in claim.words
        if not any(start <= word.piece[0] < end for start, end in (fact.piece for fact in asked))
        and not is_plain(claim.text[slice(*word.piece)])
    ]
    return len(rest) <= (FORM_WORDS if ":" in claim.text else 0) and not find_conditions(claim.text)


def _is_open(text: str) -> bool:
    """Whether a sentence leaves open, or only assumes, what it names."""
    return bool(find_conditions(text)) or any(cue.meaning in ("open", "unknown") for cue in find_cues("hedges", text))


def _answer(asked: Fact, known: Sequence[tuple[int, Fact]]) -> tuple[bool, Piece] | None:
    """Whether the evidence says the same, and where; None where it says nothing of it."""
    if asked.state == "normal":
        excluded = excluded_findings(asked.name)
        for offset, fact in known:
            if fact.state == "stated" and broader_findings(fact.name) & excluded:
                return False, _place(offset, fact)
        for offset, fact in known:
            if fact.state == "normal" and fact.name == asked.name:
                return True, _place(offset, fact)
        return None
    broader = broader_findings(asked.name)
    for offset, fact in known:
        if fact.state == "stated" and asked.name in broader_findings(fact.name) and asked.may_share_place(fact):
            return asked.state == "stated", _place(offset, fact)
    for offset, fact in known:
        if fact.state == "denied" and fact.name in broader:
            return asked.state == "denied", _place(offset, fact)
    for offset, fact in known:
        if fact.state == "normal" and broader & excluded_findings(fact.name):
            return asked.state == "denied", _place(offset, fact)
    return None


def _named(asked: Fact, comparison: Comparison) -> bool:
    """Whether the evidence has one of the words that name a finding."""
    start, end = asked.piece
    keys = {word.key for word in comparison.claim.words if start <= word.piece[0] < end}
    return any(keys & statement.keys for _, statement in comparison.evidence)


def _place(offset: int, fact: Fact) -> Piece:
    return fact.piece[0] + offset, fact.piece[1] + offset
