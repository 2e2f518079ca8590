"""What the metrics of a ranked list share: the cutoff, how the list is read, and what is absent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.answers.ranking import Ranking, check_cutoff, read_ranking
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score


@dataclass(frozen=True, slots=True, repr=False)
class RankedMetric(RowMetric):
    """A metric of a ranked list against its gold answers; subclasses say what one ranking is worth.

    Args:
        k: Ranks that count; None for the whole list.
    """

    cutoff: ClassVar[bool] = True
    empty: ClassVar[str] = "no value: no_reference, no_answer or abstained"

    k: int | None = None

    def __post_init__(self) -> None:
        check_cutoff(self.k)

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        found = read_ranking(row)
        return found if isinstance(found, Score) else self.score_ranking(found)

    def score_ranking(self, ranking: Ranking) -> Score:
        """The score of a ranking."""
        raise NotImplementedError
