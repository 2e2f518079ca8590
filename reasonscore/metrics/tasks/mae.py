"""MAE: how far predicted numbers are from the true ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.answers.gold import gold_answers
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Direction
from reasonscore.metrics.row_field import as_number, number_at, text_at
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio
from reasonscore.metrics.tasks.medcalc_value import parse_number

LARGEST_DIFFERENCE = 1e100
"""A larger one is no answer: the sum over a file must stay a number."""


@register
@dataclass(frozen=True, slots=True, repr=False)
class MAE(RowMetric):
    """The absolute difference between the predicted and the true number; its mean over a file is the MAE.

    Row fields: `prediction` (else the final answer), a number or a text that states one; `reference.value`, else the
    number of `reference.answer`.
    """

    name: ClassVar[str] = "MAE"
    id: ClassVar[str] = "metrics.mae.v2"
    direction: ClassVar[Direction] = "lower"
    bounds: ClassVar[tuple[float | None, float | None]] = (0.0, None)
    formula: ClassVar[str] = "|predicted - true|"
    empty: ClassVar[str] = "no value: no_reference or no_answer without a number (or one that is off by over 1e100)"
    source: ClassVar[str] = "standard"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        truth = number_at(row, "reference.value")
        gold = gold_answers(row)
        truth = parse_number(gold[0]) if truth is None and gold else truth
        if truth is None or truth != truth:
            return absent("no_reference")
        found = number_at(row, "prediction")
        text = text_at(row, "prediction") or text_at(row, "trace.answer")
        found = parse_number(text) if found is None and text else found
        difference = None if found is None else as_number(abs(found - truth))
        difference = None if difference is None or difference > LARGEST_DIFFERENCE else difference
        return absent("no_answer") if difference is None else ratio(difference, 1)
