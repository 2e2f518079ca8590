"""ListLength: how many different answers a ranked list holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.answers.gold import gold_answers
from reasonscore.metrics.answers.ranking import named_options, rank_answers, read_list
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Direction
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio


@register
@dataclass(frozen=True, slots=True, repr=False)
class ListLength(RowMetric):
    """The number of answers in a ranked list, without duplicates; rank metrics alone reward long lists."""

    name: ClassVar[str] = "ListLength"
    id: ClassVar[str] = "metrics.list_length.v3"
    direction: ClassVar[Direction] = "none"
    bounds: ClassVar[tuple[float | None, float | None]] = (0.0, None)
    formula: ClassVar[str] = "answers listed - duplicates"
    empty: ClassVar[str] = "no value: no_answer without a list, abstained"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        answers = read_list(row)
        if isinstance(answers, Score):
            return answers
        found = rank_answers(answers, named_options(row, gold_answers(row)))
        length = len(found.found)
        return ratio(length, 1, duplicates=found.duplicates) if length else absent("no_answer")
