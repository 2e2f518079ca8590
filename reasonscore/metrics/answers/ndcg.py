"""nDCG: graded gain of a ranked list, discounted by rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import ClassVar

from reasonscore.metrics.answers.ranked_metric import RankedMetric
from reasonscore.metrics.answers.ranking import Ranking
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.score import Score, ratio


def dcg(gains: Sequence[float]) -> float:
    """The gains, each divided by log2(rank + 1).

    >>> dcg([1.0, 0.0, 1.0])
    1.5
    """
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, 1))


def ndcg(ranking: Ranking, k: int | None = None) -> float:
    """DCG of the first k ranks / DCG of the ideal order; 0 where no gold answer has a gain."""
    ideal = dcg(sorted(ranking.grades, reverse=True)[:k])
    return dcg(ranking.gains(k)) / ideal if ideal > 0 else 0.0


@register
@dataclass(frozen=True, slots=True, repr=False)
class NDCG(RankedMetric):
    """Discounted gain of a ranked list relative to the ideal order.

    Grades of the gold answers come from `reference.grades` (a list beside `reference.answer`), 1 where absent.

    Args:
        k: Ranks that count; None for the whole list.
    """

    name: ClassVar[str] = "nDCG"
    id: ClassVar[str] = "metrics.ndcg.v2"
    formula: ClassVar[str] = "sum of gain / log2(rank + 1) within k, divided by that of the ideal order"
    source: ClassVar[str] = "standard, linear gain as in trec_eval"

    def score_ranking(self, ranking: Ranking) -> Score:
        """The score of a ranking."""
        return ratio(ndcg(ranking, self.k), 1, duplicates=ranking.duplicates)
