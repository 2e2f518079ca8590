"""ExamRecall: MedR-Bench's recall of examination recommendations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.answers.exam_lists import exam_score
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score


@register
@dataclass(frozen=True, slots=True, repr=False)
class ExamRecall(RowMetric):
    """The share of the examinations of the case report that were recommended.

    Row field `exams`: `predicted` and `reference`, lists of names or of objects with `test_name` and, where a judge
    decided, `covered`; `declined` is true where the model wanted no further tests.
    """

    name: ClassVar[str] = "ExamRecall"
    id: ClassVar[str] = "metrics.exam_recall.v1"
    formula: ClassVar[str] = "reference examinations covered by the other side / reference examinations"
    empty: ClassVar[str] = (
        "0 without reference examinations, or where no tests were wanted; no_reference without the field"
    )
    source: ClassVar[str] = "MedR-Bench, MAGIC-AI4Med/MedRBench"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        return exam_score(row, "reference", "predicted")
