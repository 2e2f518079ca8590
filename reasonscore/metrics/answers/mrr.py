"""MRR: the mean reciprocal rank of the first right answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from reasonscore.metrics.answers.ranked_metric import RankedMetric
from reasonscore.metrics.answers.ranking import Ranking
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.score import Score, ratio


def reciprocal_rank(ranking: Ranking, k: int | None = None) -> float:
    """1 / rank of the first hit, 0 where there is none."""
    rank = ranking.first_hit(k)
    return 1 / rank if rank else 0.0


@register
@dataclass(frozen=True, slots=True, repr=False)
class MRR(RankedMetric):
    """The reciprocal rank of the first right answer, any of the gold ones; its mean over a file is the MRR.

    Args:
        k: Ranks that count; None for the whole list.
    """

    name: ClassVar[str] = "MRR"
    id: ClassVar[str] = "metrics.mrr.v2"
    formula: ClassVar[str] = "1 / rank of the first gold answer, 0 if none"
    source: ClassVar[str] = "standard"

    def score_ranking(self, ranking: Ranking) -> Score:
        """The score of a ranking."""
        return ratio(reciprocal_rank(ranking, self.k), 1, rank=ranking.first_hit(self.k), duplicates=ranking.duplicates)
