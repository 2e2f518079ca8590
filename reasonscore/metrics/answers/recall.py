"""Recall: the share of the gold answers within the first k."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from reasonscore.metrics.answers.ranked_metric import RankedMetric
from reasonscore.metrics.answers.ranking import Ranking
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.score import Score, ratio


@register
@dataclass(frozen=True, slots=True, repr=False)
class Recall(RankedMetric):
    """The share of the gold answers that a ranked list has within its first k; with several gold answers, all count.

    Names of one thing are one gold answer.

    Args:
        k: Ranks that count; None for the whole list.
    """

    name: ClassVar[str] = "Recall"
    id: ClassVar[str] = "metrics.recall.v3"
    formula: ClassVar[str] = "gold answers within rank k / gold answers"
    source: ClassVar[str] = "standard"

    def score_ranking(self, ranking: Ranking) -> Score:
        """The score of a ranking."""
        return ratio(ranking.hits(self.k), len(ranking.grades), duplicates=ranking.duplicates)
