"""The list of clinical checks and how they are run."""

from __future__ import annotations

from collections.abc import Callable

from reasonscore.verify.checks.polarity import polarity_check
from reasonscore.verify.checks.quantity import quantity_check
from reasonscore.verify.verdict import Check

CheckFunction = Callable[[str, str], Check]
"""Claim text and evidence text in; agree, conflict or silent out, with spans in both."""

CHECKS: tuple[CheckFunction, ...] = (quantity_check, polarity_check)


def run_checks(claim: str, evidence: str) -> tuple[Check, ...]:
    """What every check says of a claim and a piece of evidence, in the fixed order of `CHECKS`."""
    return tuple(check(claim, evidence) for check in CHECKS)
