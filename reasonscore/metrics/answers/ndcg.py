"""nDCG: graded gain of a ranked list, discounted by rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import ClassVar

from reasonscore.metrics.answers.cutoff_metric import CutoffMetric
from reasonscore.metrics.answers.ranked_metric import RankedMetric
from reasonscore.metrics.answers.ranking import Ranking
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.parameter import check_choice
from reasonscore.metrics.score import Score, ratio

GAINS = ("linear", "exponential")
LARGEST_GRADE = 1e100
"""Grades above it are divided by the largest: their sum might be no number."""


def dcg(gains: Sequence[float]) -> float:
    """The gains, each divided by log2(rank + 1).

    >>> dcg([1.0, 0.0, 1.0])
    1.5
    """
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, 1))


def gains_of(grades: Sequence[float], gain: str = "linear") -> list[float]:
    """What each grade is worth; one below 0 is worth nothing, as in trec_eval.

    Exponential gains are divided by a power of two that all share: their ratios stay, none is too large for a float.

    >>> gains_of([3, 1, -1]), gains_of([3, 1, -1], "exponential")
    ([3, 1, 0.0], [0.875, 0.125, 0.0])
    """
    kept = [max(grade, 0.0) for grade in grades]
    top = max(kept, default=0.0)
    if gain == "exponential":
        return [2.0 ** (grade - top) - 2.0**-top for grade in kept]
    return [grade / top for grade in kept] if top > LARGEST_GRADE else kept


def ndcg(ranking: Ranking, k: int | None = None, gain: str = "linear") -> float:
    """DCG of the first k ranks / DCG of the ideal order; 0 where no gold answer has a gain."""
    worth = gains_of(ranking.grades, gain)
    ideal = dcg(sorted(worth, reverse=True)[:k])
    return dcg([0.0 if index is None else worth[index] for index in ranking.found[:k]]) / ideal if ideal > 0 else 0.0


@register
@dataclass(frozen=True, slots=True, repr=False)
class NDCG(RankedMetric):
    """Discounted gain of a ranked list relative to the ideal order.

    Grades of the gold answers come from `reference.grades` (a list beside `reference.answer`), 1 where absent; one
    below 0 is worth nothing.

    Args:
        k: Ranks that count; None for the whole list.
        gain: `linear` is the grade itself (trec_eval, scikit-learn), `exponential` 2 to the grade less 1 (Burges 2005).
    """

    name: ClassVar[str] = "nDCG"
    id: ClassVar[str] = "metrics.ndcg.v3"
    formula: ClassVar[str] = "sum of gain / log2(rank + 1) within k, divided by that of the ideal order"
    source: ClassVar[str] = "standard, linear gain as in trec_eval; exponential as in Burges et al. 2005"

    gain: str = "linear"

    def __post_init__(self) -> None:
        CutoffMetric.__post_init__(self)
        check_choice("gain", self.gain, GAINS)

    def score_ranking(self, ranking: Ranking) -> Score:
        """The score of a ranking."""
        return ratio(ndcg(ranking, self.k, self.gain), 1, duplicates=ranking.duplicates)
