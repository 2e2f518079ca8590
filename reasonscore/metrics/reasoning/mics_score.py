"""MICSScore: how often weaker models complete a reasoning prefix correctly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.parameter import check_count
from reasonscore.metrics.row_field import as_flag, list_at
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent


def mics_score(completions: Sequence[bool | None], interns: int) -> float:
    """Correct completions / (2 x interns); a missing completion counts as wrong, no interns give 0.

    >>> mics_score([True, None, True], 3), mics_score([], 0)
    (0.3333333333333333, 0.0)
    """
    return sum(found is True for found in completions) / (2 * interns) if interns else 0.0


@register
@dataclass(frozen=True, slots=True, repr=False)
class MICSScore(RowMetric):
    """The share of intern models' completions of a reasoning prefix that reach the gold answer.

    Row field `completions`: two per intern (one a temperature), each true or false, null where it is missing.

    Args:
        interns: Number of intern models; the denominator is twice that, whatever came back.
    """

    name: ClassVar[str] = "MICSScore"
    id: ClassVar[str] = "metrics.mics_score.v1"
    formula: ClassVar[str] = "correct completions / (2 * interns)"
    empty: ClassVar[str] = "a missing completion is wrong; 0 interns give 0; no value (no_claims) without the field"
    source: ClassVar[str] = "Chiron-o1, manglu097/Chiron-o1"

    interns: int = 3

    def __post_init__(self) -> None:
        check_count("interns", self.interns, 0)

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        found = list_at(row, "completions")
        if found is None:
            return absent("no_claims")
        flags = [as_flag(item) for item in found][: 2 * self.interns]
        value = mics_score(flags, self.interns)
        return Score(value, "scored", flags.count(True), 2 * self.interns, {"missing": flags.count(None)})
