"""The list of clinical checks and how they are run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from reasonscore.decompose.claim import Claim
from reasonscore.span import Piece, Span, shift
from reasonscore.verify.checks.act import act_check
from reasonscore.verify.checks.arithmetic import arithmetic_check
from reasonscore.verify.checks.causation import causation_check
from reasonscore.verify.checks.certainty import certainty_check
from reasonscore.verify.checks.concept import concept_check
from reasonscore.verify.checks.condition import condition_check
from reasonscore.verify.checks.correction import correction_check, standing_part
from reasonscore.verify.checks.detail import detail_check
from reasonscore.verify.checks.direction import direction_check
from reasonscore.verify.checks.examination import examination_check
from reasonscore.verify.checks.experiencer import experiencer_check
from reasonscore.verify.checks.laterality import laterality_check
from reasonscore.verify.checks.polarity import polarity_check
from reasonscore.verify.checks.quantifier import quantifier_check
from reasonscore.verify.checks.quantity import quantity_check
from reasonscore.verify.checks.role import role_check
from reasonscore.verify.checks.temporality import temporality_check
from reasonscore.verify.checks.trial import trial_check
from reasonscore.verify.facts.comparison import Comparison, compare
from reasonscore.verify.facts.conditions import find_conditions
from reasonscore.verify.verdict import Check, silent

CheckFunction = Callable[[Comparison], Check]
"""A claim beside evidence in; agree, conflict or silent out, with spans in both."""

LONGEST = 3000
"""Characters of the longest claim or window that is checked; the engine's own windows are far shorter."""

_STATED = frozenset({"quantity", "arithmetic", "direction", "laterality", "temporality", "role"})
"""Checks whose agreement inside a condition of the evidence supports nothing: what is assumed is not stated."""

_WITHHOLDING = frozenset({"condition", "certainty", "experiencer", "detail", "act", "causation"})
"""Checks that judge in what way a claim is stated."""

_FAINT = frozenset({"concept", "experiencer", "quantifier", "causation", "certainty"})
"""Checks whose agreement is no support where another check sees a conflict."""

CHECKS: dict[str, CheckFunction] = {
    "arithmetic": arithmetic_check,
    "quantity": quantity_check,
    "polarity": polarity_check,
    "direction": direction_check,
    "laterality": laterality_check,
    "temporality": temporality_check,
    "condition": condition_check,
    "certainty": certainty_check,
    "quantifier": quantifier_check,
    "concept": concept_check,
    "role": role_check,
    "causation": causation_check,
    "experiencer": experiencer_check,
    "examination": examination_check,
    "detail": detail_check,
    "act": act_check,
}
"""By name, in the order in which verdicts list them; the correction check comes before them, the trial check behind."""


def run_checks(
    claim: Claim | str, evidence: str, passage: str | None = None, piece: Piece | None = None
) -> tuple[Check, ...]:
    """What every check says of a claim and a piece of evidence, in a fixed order.

    Where the evidence corrects itself the other checks look only at what stands in the end. Texts over `LONGEST`
    characters are no single statement: all checks are silent on them, which also bounds the time. A trial's record is
    judged by the trial check alone where that speaks: the lines of a table are no sentences.

    Args:
        claim: What is judged, decomposed or bare.
        evidence: The window that it is compared with.
        passage: The passage that the window is a part of; the window itself by default.
        piece: Where the window stands in the passage.
    """
    text = claim if isinstance(claim, str) else claim.text
    trial = trial_check(text, evidence if passage is None else passage, piece)
    if trial.outcome != "silent" or max(len(evidence), len(text)) > LONGEST:
        return *(silent(name) for name in ("correction", *CHECKS)), trial
    return *_run(claim, evidence), trial


@lru_cache(maxsize=4096)
def _run(claim: Claim | str, evidence: str) -> tuple[Check, ...]:
    comparison = compare(claim, evidence)
    first = correction_check(comparison, evidence)
    start = standing_part(comparison, evidence)
    if start:
        comparison = compare(claim, evidence[start:])
    found = _settled([check(comparison) for check in CHECKS.values()], comparison)
    if not start:
        return first, *found
    return first, *(replace(one, evidence_span=shift(one.evidence_span, start)) for one in found)


def _settled(found: list[Check], comparison: Comparison) -> list[Check]:
    """The findings without those about words that only a condition assumes, where the condition check judged them."""
    said = [one for one in found if one.outcome != "silent"]
    if not said:
        return found
    condition = next(one for one in found if one.name == "condition")
    mine = find_conditions(comparison.claim.text)
    theirs = [
        (part.piece[0] + offset, part.piece[1] + offset)
        for offset, statement in comparison.evidence
        for part in find_conditions(statement.text)
    ]
    assumed = [part.piece for part in mine]
    crossed = any(one.name == "role" and one.outcome == "conflict" for one in said)
    worked_out = any(one.name == "arithmetic" and one.outcome == "agree" for one in said)
    held_back = [one.name for one in said if one.outcome == "conflict" and one.weight == "withholds"]
    withheld = any(name in _WITHHOLDING or name == "role" for name in held_back)
    contradicted = any(one.outcome == "conflict" and one.weight == "contradicts" for one in said)
    disputed = any(one.outcome == "conflict" for one in said)
    settled = []
    for one in found:
        if one.outcome == "silent":
            settled.append(one)
            continue
        if contradicted and one.name == "role" and one.name in held_back:
            # That another subject is meant matters less than what is said of the claim's own.
            one = silent(one.name)
        if disputed and one.outcome == "agree" and one.name in _FAINT:
            one = silent(one.name)
        if withheld and one.outcome == "agree" and one.name not in _WITHHOLDING:
            # That the rest is the same is no support where the evidence says less than the claim.
            one = silent(one.name)
        if worked_out and one.name == "concept" and one.outcome == "conflict":
            # The evidence need not name what it gives the numbers for.
            one = silent(one.name)
        if crossed and one.outcome == "agree" and one.name in ("causation", "direction"):
            one = silent(one.name)
        judged = one.outcome == "conflict" and condition.outcome != "silent" and one is not condition
        if judged and (_lies_in(one.span, assumed) or _lies_in(one.evidence_span, theirs)):
            one = silent(one.name)
        stated = one.outcome == "agree" and one.name in _STATED
        if stated and not mine and condition.outcome != "agree" and _lies_in(one.evidence_span, theirs):
            one = silent(one.name)
        settled.append(one)
    return settled


def _lies_in(span: Span, pieces: Sequence[Piece]) -> bool:
    return bool(span) and all(any(start <= a < end for start, end in pieces) for a, _ in span)
