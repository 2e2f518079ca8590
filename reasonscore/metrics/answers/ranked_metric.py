"""What the metrics of one ranking share: how the list is read, and what is absent."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reasonscore.metrics.answers.cutoff_metric import CutoffMetric
from reasonscore.metrics.answers.ranking import Ranking, read_ranking
from reasonscore.metrics.score import Score


@dataclass(frozen=True, slots=True, repr=False)
class RankedMetric(CutoffMetric):
    """A metric of a ranked list against its gold answers; subclasses say what one ranking is worth.

    Args:
        k: Ranks that count; None for the whole list.
    """

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        found = read_ranking(row)
        return found if isinstance(found, Score) else self.score_ranking(found)

    @abstractmethod
    def score_ranking(self, ranking: Ranking) -> Score:
        """The score of a ranking."""
