"""Precision: the share of the first k answers that are right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.answers.ranking import Ranking, check_cutoff, read_ranking
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, ratio


def precision(ranking: Ranking, k: int | None = None) -> float:
    """Hits within the first k ranks / items listed there."""
    return ranking.hits(k) / len(ranking.found[:k])


@register
@dataclass(frozen=True, slots=True, repr=False)
class Precision(RowMetric):
    """The share of the answers within the first k that are right; a list shorter than k is divided by its length.

    Args:
        k: Ranks that count; None for the whole list.
    """

    name: ClassVar[str] = "Precision"
    id: ClassVar[str] = "metrics.precision.v1"
    cutoff: ClassVar[bool] = True
    formula: ClassVar[str] = "hits within rank k / answers listed within rank k"
    empty: ClassVar[str] = "no value: no_reference, no_answer or abstained"
    source: ClassVar[str] = "standard; trec_eval divides by k (Retrieval does)"

    k: int | None = None

    def __post_init__(self) -> None:
        check_cutoff(self.k)

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        found = read_ranking(row)
        if isinstance(found, Score):
            return found
        return ratio(found.hits(self.k), len(found.found[: self.k]), duplicates=found.duplicates)
