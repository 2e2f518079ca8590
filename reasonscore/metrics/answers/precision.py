"""Precision: the share of the first k answers that are right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from reasonscore.metrics.answers.ranked_metric import RankedMetric
from reasonscore.metrics.answers.ranking import Ranking
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.score import Score, ratio


@register
@dataclass(frozen=True, slots=True, repr=False)
class Precision(RankedMetric):
    """The share of the answers within the first k that are right; a list shorter than k is divided by its length.

    Args:
        k: Ranks that count; None for the whole list.
    """

    name: ClassVar[str] = "Precision"
    id: ClassVar[str] = "metrics.precision.v3"
    formula: ClassVar[str] = "hits within rank k / answers listed within rank k"
    source: ClassVar[str] = "standard; trec_eval divides by k (Retrieval does)"

    def score_ranking(self, ranking: Ranking) -> Score:
        """The score of a ranking."""
        return ratio(ranking.hits(self.k), len(ranking.found[: self.k]), duplicates=ranking.duplicates)
