"""The type of a claim, by rules in a fixed order."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from reasonscore.decompose.claim import ClaimType
from reasonscore.decompose.table import pattern, read_table


@cache
def _ordered() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row[0], re.compile(row[1], re.I)) for row in read_table("types"))


def claim_type(text: str, certainty: str, conditional: bool = False) -> ClaimType:
    """The type of a claim; `text` includes its condition.

    >>> claim_type("Blood cultures should be obtained.", "asserted")
    'plan'
    >>> claim_type("Torsion is unlikely.", "unlikely"), claim_type("The calcium is low.", "asserted")
    ('differential', 'finding')
    """
    case = bool(pattern("claim_type.case").search(text))
    if certainty == "counterfactual":
        return "plan" if pattern("claim_type.planned").search(text) else "inference"
    if certainty == "possible" and pattern("claim_type.not_excluded").search(text):
        return "differential"
    if pattern("claim_type.test").search(text) and "repeat" not in text:
        return "test"
    for name, expression in _ordered():
        if expression.search(text):
            return cast("ClaimType", name)
    generic = bool(pattern("claim_type.generic").search(text))
    if certainty in ("unlikely", "probable", "excluded", "uncertain") or (
        certainty == "possible" and not (generic and not case)
    ):
        return "mechanism" if certainty == "uncertain" and generic and not case else "differential"
    if pattern("claim_type.history").search(text) and (case or not generic):
        return "history"
    if not case and (generic or pattern("claim_type.generic_subject").search(text) or conditional) and not _past(text):
        return "mechanism"
    return "finding"


def _past(text: str) -> bool:
    return bool(re.search(r"\b(?:was|were|had|did)\b", text))
