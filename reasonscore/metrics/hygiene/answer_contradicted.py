"""AnswerContradicted: whether the reasoning's last conclusion is another answer."""

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
class AnswerContradicted(RowMetric):
    """Whether the last conclusion of the reasoning is another answer than the final one.

    Over a file it is the share of the responses whose reasoning draws a conclusion that can be read.
    """

    name: ClassVar[str] = "AnswerContradicted"
    id: ClassVar[str] = "metrics.answer_contradicted.v1"
    direction: ClassVar[Direction] = "lower"
    formula: ClassVar[str] = "1 if the reasoning concludes another answer, else 0"
    empty: ClassVar[str] = (
        "no value: no_answer or abstained without an answer, no_claims where nothing is concluded, "
        "error for a response that is no text"
    )

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        found = read_findings(row)
        if isinstance(found, Score):
            return found
        return no_answer(row) if found.answer_contradicts is None else share_of(found.answer_contradicts)
