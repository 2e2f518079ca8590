"""The type of a claim, by rules in a fixed order."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from reasonscore.decompose.claim import ClaimType
from reasonscore.decompose.search.expression import Expression
from reasonscore.decompose.search.table import pattern, read_table

_PAST = re.compile(r"\b(?:was|were|had|did)\b")


@cache
def _ordered() -> tuple[tuple[str, Expression], ...]:
    return tuple((row[0], Expression(row[1])) for row in read_table("types"))


def claim_type(text: str, certainty: str, conditional: bool = False) -> ClaimType:
    """The type of a claim; `text` includes its condition.

    >>> claim_type("Blood cultures should be obtained.", "asserted")
    'plan'
    >>> claim_type("Torsion is unlikely.", "unlikely"), claim_type("The calcium is low.", "asserted")
    ('differential', 'finding')
    """
    if certainty == "counterfactual":
        return "plan" if pattern("claim_type.planned").found(text) else "inference"
    if certainty == "possible" and pattern("claim_type.not_excluded").found(text):
        return "differential"
    if pattern("claim_type.test").found(text) and "repeat" not in text:
        return "test"
    for name, expression in _ordered():
        if expression.found(text):
            return cast("ClaimType", name)
    case = bool(pattern("claim_type.case").found(text))
    generic = bool(pattern("claim_type.generic").found(text))
    if certainty in ("unlikely", "probable", "excluded", "uncertain") or (
        certainty == "possible" and not (generic and not case)
    ):
        return "mechanism" if certainty == "uncertain" and generic and not case else "differential"
    if pattern("claim_type.history").found(text) and (case or not generic):
        return "history"
    if not case and (generic or pattern("claim_type.generic_subject").found(text) or conditional) and not _past(text):
        return "mechanism"
    return "finding"


def _past(text: str) -> bool:
    return _PAST.search(text) is not None
