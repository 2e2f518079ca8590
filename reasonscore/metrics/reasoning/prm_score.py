"""PRMScore: the rewards of a process reward model over the steps, as one number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, fsum, isfinite, log, prod
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.parameter import check_choice
from reasonscore.metrics.row_field import as_number, list_at
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent

REDUCTIONS = ("min", "mean", "product", "geometric", "last")


LARGEST_REWARD = 1e100
"""Beyond it a value is left out: the sum over a file must stay a number."""


def reduce_rewards(rewards: Sequence[float], reduce: str = "min") -> float | None:
    """One number for the rewards of the steps, None where there are none or their product is beyond any number.

    >>> [reduce_rewards([0.5, 0.8], how) for how in ("min", "mean", "product", "last")]
    [0.5, 0.65, 0.4, 0.8]
    """
    if not rewards:
        return None
    if reduce == "min":
        return min(rewards)
    if reduce == "last":
        return rewards[-1]
    if reduce == "mean":
        return fsum(reward / len(rewards) for reward in rewards)
    product = prod(rewards)
    if reduce == "product":
        return product if isfinite(product) else None
    # By logarithms: the product of many small rewards would be rounded to 0.
    negative = sum(reward < 0 for reward in rewards) % 2
    return 0.0 if negative or 0 in rewards else exp(fsum(log(abs(reward)) for reward in rewards) / len(rewards))


def step_rewards(row: Mapping[str, Any]) -> list[float]:
    """The rewards of a row: `step_rewards`, else the `reward` field of its steps."""
    found = list_at(row, "step_rewards")
    if found is None:
        found = [step.get("reward") for step in list_at(row, "trace.steps") or () if isinstance(step, Mapping)]
    return [number for item in found if (number := as_number(item)) is not None]


@register
@dataclass(frozen=True, slots=True, repr=False)
class PRMScore(RowMetric):
    """The rewards that a process reward model gave the steps, as one number.

    Row fields: `step_rewards`, a list of numbers, else `reward` in the steps of the trace.

    Args:
        reduce: `min`, `mean`, `product`, `geometric` or `last`.
        skip_first: Leave the first step out, as MedSSS does.
    """

    name: ClassVar[str] = "PRMScore"
    id: ClassVar[str] = "metrics.prm_score.v1"
    bounds: ClassVar[tuple[float | None, float | None]] = (None, None)
    formula: ClassVar[str] = "min, mean, product, geometric mean or last of the step rewards"
    empty: ClassVar[str] = "no value: no_claims without rewards"
    source: ClassVar[str] = "MedSSS, pixas/MedSSS"

    reduce: str = "min"
    skip_first: bool = False

    def __post_init__(self) -> None:
        check_choice("reduce", self.reduce, REDUCTIONS)
        check_choice("skip_first", self.skip_first, (True, False))

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        rewards = step_rewards(row)[int(self.skip_first) :]
        value = reduce_rewards(rewards, self.reduce)
        if value is None or abs(value) > LARGEST_REWARD:
            return absent("no_claims")
        return Score(value, "scored", value, 1, {"steps": len(rewards)})
