"""AP: average precision of a ranked answer list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.answers.ranking import Ranking, check_cutoff, read_ranking
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_metric import RowMetric
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
class AP(RowMetric):
    """The mean over the gold answers of the precision at their ranks; one that is not listed counts 0.

    Args:
        k: Ranks that count; None for the whole list.
    """

    name: ClassVar[str] = "AP"
    id: ClassVar[str] = "metrics.ap.v1"
    cutoff: ClassVar[bool] = True
    formula: ClassVar[str] = "sum over hits of precision at their rank / gold answers"
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
        total = average_precision(found, self.k) * len(found.grades)
        return ratio(total, len(found.grades), duplicates=found.duplicates)
