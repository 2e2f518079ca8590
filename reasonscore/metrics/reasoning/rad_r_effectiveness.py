"""RadREffectiveness: a part of RadRScore."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Need
from reasonscore.metrics.reasoning.rad_parts import rad_effectiveness
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score


@register
@dataclass(frozen=True, slots=True, repr=False)
class RadREffectiveness(RowMetric):
    """RadRScore's effectiveness: effective steps / (effective + ineffective steps).

    Here a step says whether it is effective, else a Reasoning step is.
    Counts come from the lists themselves, never from a judge's own total.
    """

    name: ClassVar[str] = "RadREffectiveness"
    id: ClassVar[str] = "metrics.rad_r_effectiveness.v1"
    needs: ClassVar[frozenset[Need]] = frozenset({"steps"})
    formula: ClassVar[str] = "effective steps / (effective + ineffective steps)"
    empty: ClassVar[str] = "0, and the item stays in the denominator, where there are no steps"
    source: ClassVar[str] = "ChestX-Reasoner, MAGIC-AI4Med/ChestX-Reasoner"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        return rad_effectiveness(row)
