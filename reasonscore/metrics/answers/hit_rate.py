"""HitRate: whether any of the first k answers is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from reasonscore.metrics.answers.ranked_metric import RankedMetric
from reasonscore.metrics.answers.ranking import Ranking
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.score import Score, ratio


def hit_rate(ranking: Ranking, k: int | None = None) -> int:
    """1 if a gold answer stands within the first k ranks, else 0."""
    return int(ranking.hits(k) > 0)


@register
@dataclass(frozen=True, slots=True, repr=False)
class HitRate(RankedMetric):
    """Whether any of the first k answers of a ranked list is one of the gold answers.

    Args:
        k: Ranks that count; None for the whole list.
    """

    name: ClassVar[str] = "HitRate"
    id: ClassVar[str] = "metrics.hit_rate.v2"
    formula: ClassVar[str] = "1 if a gold answer is within rank k, else 0"
    source: ClassVar[str] = "standard"

    def score_ranking(self, ranking: Ranking) -> Score:
        """The score of a ranking."""
        return ratio(hit_rate(ranking, self.k), 1, rank=ranking.first_hit(self.k), duplicates=ranking.duplicates)
