"""RadRCompleteness: a part of RadRScore."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Need
from reasonscore.metrics.reasoning.rad_parts import rad_completeness
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score


@register
@dataclass(frozen=True, slots=True, repr=False)
class RadRCompleteness(RowMetric):
    """RadRScore's completeness: recalled findings / reference findings.

    Here reference findings are the items of references, recalled ones the covered.
    Counts come from the lists themselves, never from a judge's own total.
    """

    name: ClassVar[str] = "RadRCompleteness"
    id: ClassVar[str] = "metrics.rad_r_completeness.v1"
    needs: ClassVar[frozenset[Need]] = frozenset({"references"})
    formula: ClassVar[str] = "recalled findings / reference findings"
    empty: ClassVar[str] = "0, and the item stays in the denominator, where there are no reference findings"
    source: ClassVar[str] = "ChestX-Reasoner, MAGIC-AI4Med/ChestX-Reasoner"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        return rad_completeness(row)
