"""ReasoningFactuality: MedR-Bench's factuality, to the letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Need
from reasonscore.metrics.reasoning.medr_bench import check_max_steps, first_steps, is_factual, is_reasoning
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio


@register
@dataclass(frozen=True, slots=True, repr=False)
class ReasoningFactuality(RowMetric):
    """The share of the Reasoning steps that are factual; 0 for a response without Reasoning steps.

    A step says so itself (`factual`, as in judged files); otherwise it is factual if all its judged claims are
    supported.

    Args:
        max_steps: Steps that are counted, None for all; 10 where the paper's code splits the response itself.
    """

    name: ClassVar[str] = "ReasoningFactuality"
    id: ClassVar[str] = "metrics.reasoning_factuality.v1"
    needs: ClassVar[frozenset[Need]] = frozenset({"steps", "verdicts"})
    formula: ClassVar[str] = "factual Reasoning steps / Reasoning steps"
    empty: ClassVar[str] = "0 without Reasoning steps"
    source: ClassVar[str] = "MedR-Bench, MAGIC-AI4Med/MedRBench"

    max_steps: int | None = None

    def __post_init__(self) -> None:
        check_max_steps(self.max_steps)

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        steps = first_steps(row, self.max_steps)
        if steps is None:
            return absent("no_claims")
        factual = [is_factual(row, index, step) for index, step in enumerate(steps) if is_reasoning(step)]
        return ratio(sum(factual), len(factual)) if factual else Score(0.0, "scored", 0, 0)
