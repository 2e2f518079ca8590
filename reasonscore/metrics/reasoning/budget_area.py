"""BudgetArea: how right answers are over a range of token budgets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2
from typing import Any, ClassVar

from reasonscore.metrics.answers.correctness import correctness
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_field import number_at
from reasonscore.metrics.row_metric import RowMetric, mean_score
from reasonscore.metrics.score import Score, absent


def budget_area(curve: Mapping[float, float]) -> float | None:
    """The mean height of a curve of accuracy over log2(budget), by the trapezoid rule; None without any point.

    >>> budget_area({256: 0.0, 512: 1.0})
    0.5
    """
    points = sorted(curve.items())
    if not points:
        return None
    if len(points) == 1:
        return points[0][1]
    logs = [log2(budget) for budget, _ in points]
    area = sum((logs[at + 1] - logs[at]) * (points[at][1] + points[at + 1][1]) / 2 for at in range(len(points) - 1))
    return area / (logs[-1] - logs[0])


@register
@dataclass(frozen=True, slots=True, repr=False)
class BudgetArea(RowMetric):
    """The area under accuracy over the logarithm of the token budget, relative to always being right.

    Row fields: `budget` (tokens allowed, above 0) and `correct`, else what the answer metrics need. One row's value is
    its correctness; the curve stands in the details.
    """

    name: ClassVar[str] = "BudgetArea"
    id: ClassVar[str] = "metrics.budget_area.v1"
    pooled: ClassVar[bool] = True
    formula: ClassVar[str] = "trapezoid area of accuracy over log2(budget) / width"
    empty: ClassVar[str] = (
        "no value: no_answer without budgets, no_reference or abstained as for the answer; one budget: its accuracy"
    )

    def score(self, row: Mapping[str, Any]) -> Score:
        """Whether one row is right, with its budget."""
        budget = number_at(row, "budget")
        if budget is None or budget <= 0:
            return absent("no_answer")
        found = correctness(row)
        return replace(found, details={**found.details, "budget": budget})

    def pool(self, scores: Sequence[Score]) -> Score:
        """The area over all rows."""
        by_budget: dict[float, list[float]] = defaultdict(list)
        for score in scores:
            if score.value is not None:
                by_budget[score.details["budget"]].append(score.value)
        curve = {budget: sum(values) / len(values) for budget, values in sorted(by_budget.items())}
        mean, value = mean_score(scores), budget_area(curve)
        details = {**mean.details, "curve": {f"{budget:g}": height for budget, height in curve.items()}}
        return absent(mean.status, **details) if value is None else Score(value, "scored", value, 1, details)
