"""AnswerUnmentioned: whether the reasoning never mentions the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.hygiene.findings import no_answer, read_findings, share_of
from reasonscore.metrics.metric import Direction
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score


@register
@dataclass(frozen=True, slots=True, repr=False)
class AnswerUnmentioned(RowMetric):
    """Whether the reasoning mentions neither the answer's words nor its letter; over a file, their share.

    Such an answer does not follow from what stands before it.
    """

    name: ClassVar[str] = "AnswerUnmentioned"
    id: ClassVar[str] = "metrics.answer_unmentioned.v1"
    direction: ClassVar[Direction] = "lower"
    formula: ClassVar[str] = "1 if the reasoning never mentions the answer, else 0"
    empty: ClassVar[str] = (
        "no value: no_answer or abstained without an answer, no_claims without reasoning beside it, "
        "error for a response that is no text"
    )

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        found = read_findings(row)
        if isinstance(found, Score):
            return found
        return no_answer(row) if found.answer_unmentioned is None else share_of(found.answer_unmentioned)
