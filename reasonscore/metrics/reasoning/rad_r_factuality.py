"""RadRFactuality: a part of RadRScore."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Need
from reasonscore.metrics.reasoning.rad_parts import rad_factuality
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score


@register
@dataclass(frozen=True, slots=True, repr=False)
class RadRFactuality(RowMetric):
    """RadRScore's factuality: correct findings / predicted findings.

    Here predicted findings are the row's claims, correct ones the supported.
    Counts come from the lists themselves, never from a judge's own total.
    """

    name: ClassVar[str] = "RadRFactuality"
    id: ClassVar[str] = "metrics.rad_r_factuality.v1"
    needs: ClassVar[frozenset[Need]] = frozenset({"verdicts"})
    formula: ClassVar[str] = "correct findings / predicted findings"
    empty: ClassVar[str] = "0, and the item stays in the denominator, where there are no predicted findings"
    source: ClassVar[str] = "ChestX-Reasoner, MAGIC-AI4Med/ChestX-Reasoner"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        return rad_factuality(row)
