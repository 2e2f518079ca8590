"""Sufficiency: whether the reasoning alone leads to the right answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.answers.answer_accuracy import best_match
from reasonscore.metrics.answers.gold import gold_answers
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_field import flag_at, text_at
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio


@register
@dataclass(frozen=True, slots=True, repr=False)
class Sufficiency(RowMetric):
    """Whether a reader who sees only the reasoning reaches the gold answer.

    Row fields: `sufficient` (a verdict: true or false), else `answer_from_reasoning` (what a model answered from the
    reasoning with its conclusion cut off), which is matched with `reference.answer`.
    """

    name: ClassVar[str] = "Sufficiency"
    id: ClassVar[str] = "metrics.sufficiency.v1"
    formula: ClassVar[str] = "1 if the answer that the reasoning alone leads to is right, else 0"
    empty: ClassVar[str] = "no value: no_answer without either field, no_reference without a gold answer"
    source: ClassVar[str] = "MedReason's validation step, UCSC-VLAA/MedReason"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        if (found := flag_at(row, "sufficient")) is not None:
            return ratio(int(found), 1)
        answer, gold = text_at(row, "answer_from_reasoning"), gold_answers(row)
        if answer is None:
            return absent("no_answer")
        if not gold:
            return absent("no_reference")
        match = best_match(answer, gold)
        return ratio(int(match.matched), 1, matched_by=match.rung)
