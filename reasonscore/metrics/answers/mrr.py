"""MRR: the mean reciprocal rank of the first right answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.answers.ranking import Ranking, check_cutoff, read_ranking
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, ratio


def reciprocal_rank(ranking: Ranking, k: int | None = None) -> float:
    """1 / rank of the first hit, 0 where there is none."""
    rank = ranking.first_hit(k)
    return 1 / rank if rank else 0.0


@register
@dataclass(frozen=True, slots=True, repr=False)
class MRR(RowMetric):
    """The reciprocal rank of the first right answer, any of the gold ones; its mean over a file is the MRR.

    Args:
        k: Ranks that count; None for the whole list.
    """

    name: ClassVar[str] = "MRR"
    id: ClassVar[str] = "metrics.mrr.v1"
    cutoff: ClassVar[bool] = True
    formula: ClassVar[str] = "1 / rank of the first gold answer, 0 if none"
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
        return ratio(reciprocal_rank(found, self.k), 1, rank=found.first_hit(self.k), duplicates=found.duplicates)
