"""DiagnosisArena@k: whether a judge called one of the first k diagnoses fully right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.answers.ranking import check_cutoff
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_field import as_number, list_at
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio

FULLY_RIGHT = 2


@register
@dataclass(frozen=True, slots=True, repr=False)
class DiagnosisArena(RowMetric):
    """Whether one of the first k diagnoses was graded 2 by the judge; grade 1 does not count.

    Row field `grades`: the judge's 0, 1 or 2 by rank. The paper reports k = 1 and k = 5; its code ends on an item that
    cannot be read, here such a row has the status error.

    Args:
        k: Ranks that count.
    """

    name: ClassVar[str] = "DiagnosisArena"
    id: ClassVar[str] = "metrics.diagnosis_arena.v1"
    cutoff: ClassVar[bool] = True
    formula: ClassVar[str] = "1 if a grade of 2 is within rank k, else 0"
    empty: ClassVar[str] = "no value: no_answer without grades, error where a grade is not 0, 1 or 2"
    source: ClassVar[str] = "DiagnosisArena, SPIRAL-MED/DiagnosisArena"

    k: int | None = 5

    def __post_init__(self) -> None:
        check_cutoff(self.k)

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        found = list_at(row, "grades")
        if not found:
            return absent("no_answer")
        grades = [as_number(grade) for grade in found]
        if any(grade not in (0, 1, 2) for grade in grades):
            return absent("error")
        return ratio(int(FULLY_RIGHT in grades[: self.k]), 1)
