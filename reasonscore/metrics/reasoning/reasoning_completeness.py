"""ReasoningCompleteness: MedR-Bench's completeness, to the letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Need
from reasonscore.metrics.reasoning.medr_bench import check_max_steps
from reasonscore.metrics.row_field import as_flag, list_at
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio


@register
@dataclass(frozen=True, slots=True, repr=False)
class ReasoningCompleteness(RowMetric):
    """The share of the reference steps that the response hits; 0 where the reference has no steps.

    Args:
        max_steps: Reference steps that are counted, None for all; 10 where the paper's judge splits the reference.
    """

    name: ClassVar[str] = "ReasoningCompleteness"
    id: ClassVar[str] = "metrics.reasoning_completeness.v1"
    needs: ClassVar[frozenset[Need]] = frozenset({"references"})
    formula: ClassVar[str] = "reference steps hit / reference steps"
    empty: ClassVar[str] = "0 without reference steps; no value (no_reference) where the row has no `references` at all"
    source: ClassVar[str] = "MedR-Bench, MAGIC-AI4Med/MedRBench"

    max_steps: int | None = None

    def __post_init__(self) -> None:
        check_max_steps(self.max_steps)

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        items = list_at(row, "references")
        if items is None:
            return absent("no_reference")
        hits = [as_flag(item.get("covered")) is True for item in items[: self.max_steps]]
        return ratio(sum(hits), len(hits)) if hits else Score(0.0, "scored", 0, 0)
