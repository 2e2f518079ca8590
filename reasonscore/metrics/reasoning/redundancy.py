"""Redundancy: the share of steps that add nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Direction, Need
from reasonscore.metrics.reasoning.efficiency import no_steps, step_categories
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, ratio


@register
@dataclass(frozen=True, slots=True, repr=False)
class Redundancy(RowMetric):
    """The share of steps that repeat earlier ones or lead nowhere; citing the case is not held against a response."""

    name: ClassVar[str] = "Redundancy"
    id: ClassVar[str] = "metrics.redundancy.v1"
    direction: ClassVar[Direction] = "lower"
    needs: ClassVar[frozenset[Need]] = frozenset({"steps"})
    formula: ClassVar[str] = "steps of category repetition or redundancy / steps"
    empty: ClassVar[str] = "no value: no_claims without steps, or abstained"
    source: ClassVar[str] = "categories of MedR-Bench; the share is this library's"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        found = step_categories(row)
        if missing := no_steps(row, found):
            return missing
        repetition, redundancy = found.count("repetition"), found.count("redundancy")
        return ratio(repetition + redundancy, len(found), repetition=repetition, redundancy=redundancy)
