"""Duplicates: how many items of a ranked list repeat an earlier one."""

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
class Duplicates(RowMetric):
    """The share of the items of a ranked list that repeat an earlier one.

    An item repeats another as written, or by naming again a gold answer that was already found.
    """

    name: ClassVar[str] = "Duplicates"
    id: ClassVar[str] = "metrics.duplicates.v3"
    direction: ClassVar[Direction] = "lower"
    formula: ClassVar[str] = "repeated items / items listed"
    empty: ClassVar[str] = "no value: no_answer without a list, abstained"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        answers = read_list(row)
        if isinstance(answers, Score):
            return answers
        found = rank_answers(answers, named_options(row, gold_answers(row)))
        listed = len(found.found) + found.duplicates
        return ratio(found.duplicates, listed) if listed else absent("no_answer")
