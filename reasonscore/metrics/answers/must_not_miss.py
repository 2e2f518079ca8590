"""MustNotMiss: the share of dangerous diagnoses that a differential lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.answers.cutoff_metric import CutoffMetric
from reasonscore.metrics.answers.ranking import read_ranking
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_field import list_at
from reasonscore.metrics.score import Score, ratio


@register
@dataclass(frozen=True, slots=True, repr=False)
class MustNotMiss(CutoffMetric):
    """The share of the diagnoses that must not be missed, however unlikely, which a ranked list has within its first k.

    Row field: `reference.must_not_miss`, a list of diagnoses.

    Args:
        k: Ranks that count; None for the whole list.
    """

    name: ClassVar[str] = "MustNotMiss"
    id: ClassVar[str] = "metrics.must_not_miss.v3"
    formula: ClassVar[str] = "must-not-miss diagnoses within rank k / must-not-miss diagnoses"
    empty: ClassVar[str] = "no value: no_reference without such diagnoses, no_answer or abstained"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        wanted = [
            item for item in list_at(row, "reference.must_not_miss") or () if isinstance(item, str) and item.strip()
        ]
        found = read_ranking(row, wanted)
        return found if isinstance(found, Score) else ratio(found.hits(self.k), len(found.grades))
