"""HitRate: whether any of the first k answers is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.answers.ranking import Ranking, check_cutoff, read_ranking
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, ratio


def hit_rate(ranking: Ranking, k: int | None = None) -> int:
    """1 if a gold answer stands within the first k ranks, else 0."""
    return int(ranking.hits(k) > 0)


@register
@dataclass(frozen=True, slots=True, repr=False)
class HitRate(RowMetric):
    """Whether any of the first k answers of a ranked list is one of the gold answers.

    Args:
        k: Ranks that count; None for the whole list.
    """

    name: ClassVar[str] = "HitRate"
    id: ClassVar[str] = "metrics.hit_rate.v1"
    cutoff: ClassVar[bool] = True
    formula: ClassVar[str] = "1 if a gold answer is within rank k, else 0"
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
        return ratio(hit_rate(found, self.k), 1, rank=found.first_hit(self.k), duplicates=found.duplicates)
