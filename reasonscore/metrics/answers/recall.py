"""Recall: the share of the gold answers within the first k."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.answers.ranking import Ranking, check_cutoff, read_ranking
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, ratio


def recall(ranking: Ranking, k: int | None = None) -> float:
    """Gold answers found within the first k ranks / gold answers."""
    return ranking.hits(k) / len(ranking.grades)


@register
@dataclass(frozen=True, slots=True, repr=False)
class Recall(RowMetric):
    """The share of the gold answers that a ranked list has within its first k; with several gold answers, all count.

    Args:
        k: Ranks that count; None for the whole list.
    """

    name: ClassVar[str] = "Recall"
    id: ClassVar[str] = "metrics.recall.v1"
    cutoff: ClassVar[bool] = True
    formula: ClassVar[str] = "gold answers within rank k / gold answers"
    empty: ClassVar[str] = "no value: no_reference, no_answer or abstained"
    source: ClassVar[str] = "standard"

    k: int | None = None

    def __post_init__(self) -> None:
        check_cutoff(self.k)

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        found = read_ranking(row)
        if isinstance(found, Score):
            return found
        return ratio(found.hits(self.k), len(found.grades), duplicates=found.duplicates)
