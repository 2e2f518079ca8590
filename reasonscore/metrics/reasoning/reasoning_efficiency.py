"""ReasoningEfficiency: MedR-Bench's efficiency, to the letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Need
from reasonscore.metrics.reasoning.medr_bench import check_max_steps, first_steps, is_reasoning
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio


@register
@dataclass(frozen=True, slots=True, repr=False)
class ReasoningEfficiency(RowMetric):
    """The share of the first steps that are labelled Reasoning; 0 for a response without steps.

    Args:
        max_steps: Steps that are counted, None for all; 10 where the paper's code splits the response itself.
    """

    name: ClassVar[str] = "ReasoningEfficiency"
    id: ClassVar[str] = "metrics.reasoning_efficiency.v1"
    needs: ClassVar[frozenset[Need]] = frozenset({"steps"})
    formula: ClassVar[str] = "steps labelled Reasoning / all steps"
    empty: ClassVar[str] = "0 without steps"
    source: ClassVar[str] = "MedR-Bench, MAGIC-AI4Med/MedRBench"

    max_steps: int | None = None

    def __post_init__(self) -> None:
        check_max_steps(self.max_steps)

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        steps = first_steps(row, self.max_steps)
        if steps is None:
            return absent("no_claims")
        hits = sum(map(is_reasoning, steps))
        return ratio(hits, len(steps)) if steps else Score(0.0, "scored", 0, 0)
