"""What the metrics of a ranked list share: the cutoff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from reasonscore.metrics.answers.ranking import check_cutoff
from reasonscore.metrics.row_metric import RowMetric


@dataclass(frozen=True, slots=True, repr=False)
class CutoffMetric(RowMetric):
    """A metric of the first ranks of a list.

    Args:
        k: Ranks that count; None for the whole list.
    """

    cutoff: ClassVar[bool] = True
    empty: ClassVar[str] = "no value: no_reference, no_answer or abstained"

    k: int | None = None

    def __post_init__(self) -> None:
        check_cutoff(self.k)
