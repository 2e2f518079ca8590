"""Correction: where the evidence corrects itself the later statement stands."""

from __future__ import annotations

from functools import lru_cache

from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.cue_table import find_cues
from reasonscore.verify.facts.statement import Statement, held_words, read_statement
from reasonscore.verify.verdict import Check, silent

NAME = "correction"
SAME_TOPIC = 0.3
"""Share of the claim's words that both parts must hold or the correction is of something else."""


def correction_check(comparison: Comparison, evidence: str) -> Check:
    """Whether the claim repeats what was corrected, or what the correction put in its place."""
    at = _turn(evidence)
    claim = comparison.claim
    if not at or not claim.words:
        return silent(NAME)
    before, after = _parts(evidence, at)
    if _is_wrong(evidence):
        # What stands before is taken back, and nothing is put in its place.
        stated = len(held_words(claim, before)) >= 2 * SAME_TOPIC * len(claim.words)
        return Check(NAME, "conflict", ((0, len(claim.text)),), ((0, at),)) if stated else silent(NAME)
    early, late = held_words(claim, before), held_words(claim, after)
    joint = len(early | late) / len(claim.words)
    if joint < 2 * SAME_TOPIC or len(early) < SAME_TOPIC * len(claim.words):
        return silent(NAME)
    only_early, only_late = early - late, late - early
    span = ((0, len(claim.text)),)
    if only_late and not only_early:
        return Check(NAME, "agree", span, ((at, len(evidence)),))
    if only_early and not only_late and _replaced(claim, only_early, after):
        return Check(NAME, "conflict", span, ((0, at),))
    return silent(NAME)


def standing_part(comparison: Comparison, evidence: str) -> int:
    """Offset of the part that stands where the evidence corrects what the claim is about, else 0."""
    at = _turn(evidence)
    if not at or not comparison.claim.words or _is_wrong(evidence):
        return 0
    _, after = _parts(evidence, at)
    held = held_words(comparison.claim, after)
    return at if len(held) >= SAME_TOPIC * len(comparison.claim.words) else 0


def _replaced(claim: Statement, missing: frozenset[int], after: Statement) -> bool:
    """Whether the later part puts something of the same sort in the place of the words that it lacks."""
    for index in missing:
        start = claim.words[index].piece[0]
        if claim.words[index].key[0].isdigit():
            return any(word.key[0].isdigit() for word in after.words)
        kinds = {m.concept.kind for m in claim.mentions if m.span[0] <= start < m.span[1]}
        if any(m.concept.kind in kinds for m in after.mentions):
            return True
    sides = {cue.meaning for cue in find_cues("sides", claim.text)}
    other = {cue.meaning for cue in find_cues("sides", after.text)}
    return bool(sides and other and not sides & other)


@lru_cache(maxsize=16384)
def _turn(evidence: str) -> int:
    cues = find_cues("corrections", evidence)
    # At the very start there is nothing that could have been corrected.
    return cues[-1].piece[0] if cues and cues[-1].piece[0] > 0 else 0


def _is_wrong(evidence: str) -> bool:
    cues = find_cues("corrections", evidence)
    return bool(cues) and cues[-1].meaning == "wrong"


@lru_cache(maxsize=4096)
def _parts(evidence: str, at: int) -> tuple[Statement, Statement]:
    return read_statement(evidence[:at]), read_statement(evidence[at:])
