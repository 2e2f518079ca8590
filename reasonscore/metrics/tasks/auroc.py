"""AUROC: how well a score separates positive from negative rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.correlation import average_ranks
from reasonscore.metrics.row_field import flag_at, number_at
from reasonscore.metrics.row_metric import Bounds, RowMetric, mean_score
from reasonscore.metrics.score import Score, absent


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """The chance that a positive has a higher score than a negative, ties counting half; None without both.

    >>> auroc([0.9, 0.4], [0.4, 0.1])
    0.875
    """
    if not positive or not negative:
        return None
    ranks = average_ranks([*positive, *negative])
    above = sum(ranks[: len(positive)]) - len(positive) * (len(positive) + 1) / 2
    return above / (len(positive) * len(negative))


@register
@dataclass(frozen=True, slots=True, repr=False)
class AUROC(RowMetric):
    """The area under the receiver operating characteristic over a file.

    Row fields: `reference.label` (else `label`), 1 or 0 or yes / no; `prediction`, a number, or an object with
    `probability`. One row's value is that number.
    """

    name: ClassVar[str] = "AUROC"
    id: ClassVar[str] = "metrics.auroc.v1"
    bounds: ClassVar[Bounds] = (None, None)
    file_bounds: ClassVar[Bounds] = (0.0, 1.0)
    pooled: ClassVar[bool] = True
    formula: ClassVar[str] = "P(score of a positive > score of a negative) + P(equal) / 2"
    empty: ClassVar[str] = "no value: error where only one class is there; no_reference or no_answer"
    source: ClassVar[str] = "standard, as scikit-learn's roc_auc_score"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The number of one row, with its label."""
        label = flag_at(row, "reference.label")
        label = flag_at(row, "label") if label is None else label
        number = number_at(row, "prediction")
        number = number_at(row, "prediction.probability") if number is None else number
        if label is None:
            return absent("no_reference")
        return absent("no_answer") if number is None else Score(number, "scored", number, 1, {"label": int(label)})

    def pool(self, scores: Sequence[Score]) -> Score:
        """The area over the file."""
        sides: dict[int, list[float]] = {0: [], 1: []}
        for score in scores:
            if score.value is not None:
                sides[score.details["label"]].append(score.value)
        mean, value = mean_score(scores), auroc(sides[1], sides[0])
        details = {**mean.details, "positive": len(sides[1]), "negative": len(sides[0])}
        if value is None:
            return absent("error" if mean.value is not None else mean.status, **details)
        return Score(value, "scored", value, 1, details)
