"""RadRScore: the mean of factuality, completeness and effectiveness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Need
from reasonscore.metrics.reasoning.rad_parts import rad_completeness, rad_effectiveness, rad_factuality
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio


@register
@dataclass(frozen=True, slots=True, repr=False)
class RadRScore(RowMetric):
    """The mean of RadRFactuality, RadRCompleteness and RadREffectiveness.

    The paper names the mean; its released code prints the three parts only, so the mean is our reading. The parts stand
    in the details.
    """

    name: ClassVar[str] = "RadRScore"
    id: ClassVar[str] = "metrics.rad_r_score.v1"
    needs: ClassVar[frozenset[Need]] = frozenset({"verdicts", "references", "steps"})
    formula: ClassVar[str] = "mean of the three RadR parts"
    empty: ClassVar[str] = "an empty part contributes 0; no value where the row lacks the field of a part"
    source: ClassVar[str] = "ChestX-Reasoner (parts); the mean is this library's reading"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        parts = {"factuality": rad_factuality(row), "completeness": rad_completeness(row)}
        parts["effectiveness"] = rad_effectiveness(row)
        values = {name: part.value for name, part in parts.items()}
        if missing := next((part for part in parts.values() if part.value is None), None):
            return absent(missing.status, **values)
        return ratio(sum(part.value or 0.0 for part in parts.values()), 3, **values)
