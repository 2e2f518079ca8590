"""MustNotMiss: the share of dangerous diagnoses that a differential lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.answers.ranking import check_cutoff, read_ranking
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_field import list_at
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, ratio


@register
@dataclass(frozen=True, slots=True, repr=False)
class MustNotMiss(RowMetric):
    """The share of the diagnoses that must not be missed, however unlikely, which a ranked list has within its first k.

    Row field: `reference.must_not_miss`, a list of diagnoses.

    Args:
        k: Ranks that count; None for the whole list.
    """

    name: ClassVar[str] = "MustNotMiss"
    id: ClassVar[str] = "metrics.must_not_miss.v1"
    cutoff: ClassVar[bool] = True
    formula: ClassVar[str] = "must-not-miss diagnoses within rank k / must-not-miss diagnoses"
    empty: ClassVar[str] = "no value: no_reference without such diagnoses, no_answer or abstained"

    k: int | None = None

    def __post_init__(self) -> None:
        check_cutoff(self.k)

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        wanted = [
            item for item in list_at(row, "reference.must_not_miss") or () if isinstance(item, str) and item.strip()
        ]
        found = read_ranking(row, wanted)
        return found if isinstance(found, Score) else ratio(found.hits(self.k), len(wanted))
