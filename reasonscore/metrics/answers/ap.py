"""AP: average precision of a ranked answer list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from reasonscore.metrics.answers.ranked_metric import RankedMetric
from reasonscore.metrics.answers.ranking import Ranking
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.score import Score, ratio


def average_precision(ranking: Ranking, k: int | None = None) -> float:
    """The mean, over the gold answers, of the precision at the rank where each is found; 0 for those not found."""
    total, hits = 0.0, 0
    for rank, index in enumerate(ranking.found[:k], 1):
        if index is not None:
            hits += 1
            total += hits / rank
    return total / len(ranking.grades)


@register
@dataclass(frozen=True, slots=True, repr=False)
class AP(RankedMetric):
    """The mean over the gold answers of the precision at their ranks; one that is not listed counts 0.

    Args:
        k: Ranks that count; None for the whole list.
    """

    name: ClassVar[str] = "AP"
    id: ClassVar[str] = "metrics.ap.v3"
    formula: ClassVar[str] = "sum over hits of precision at their rank / gold answers"
    source: ClassVar[str] = "standard"

    def score_ranking(self, ranking: Ranking) -> Score:
        """The score of a ranking."""
        total = average_precision(ranking, self.k) * len(ranking.grades)
        return ratio(total, len(ranking.grades), duplicates=ranking.duplicates)
