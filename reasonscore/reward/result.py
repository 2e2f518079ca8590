"""The result of one sample: a reward, its components, and what was cut or failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

COUNTERS = (
    "claims",
    "supported",
    "contradicted",
    "hedged",
    "repeated",
    "copied",
    "words",
    "cut_characters",
    "cut_claims",
    "cut_gold",
    "timed_out",
    "error",
)
"""Names of the counters, the same for every preset and sample."""


@dataclass(frozen=True, slots=True)
class RewardResult:
    """What a reward says of one sample.

    Args:
        reward: Finite and within the declared range; None where the sample has nothing to be judged by, or failed.
        components: The parts by name, None where one has no value.
        counters: How much was judged, cut or failed; the names of `COUNTERS`.
        problem: What is wrong with the sample: the field and the kind of fault, never its text.

    >>> RewardResult(0.5, {"format": 1.0, "factuality": None}).to_flat(0.0)["factuality_scored"]
    0.0
    """

    reward: float | None
    components: Mapping[str, float | None] = field(default_factory=dict)
    counters: Mapping[str, float] = field(default_factory=dict)
    problem: str | None = None

    @property
    def failed(self) -> bool:
        """Whether the sample could not be judged as it was given."""
        return bool(self.counters.get("error") or self.counters.get("timed_out"))

    def to_flat(self, absent: float = 0.0) -> dict[str, float]:
        """Numbers under names that are the same for every sample of a preset: what trainers log and average.

        A component has two names: its value (`absent` where there is none) and `NAME_scored`, 1 or 0. The mean of the
        first over the mean of the second is the mean of those that have a value.

        Args:
            absent: Stands for a value that is None.
        """
        flat = {
            "reward": absent if self.reward is None else self.reward,
            "reward_scored": float(self.reward is not None),
        }
        for name, value in self.components.items():
            flat[name] = absent if value is None else value
            flat[f"{name}_scored"] = float(value is not None)
        return flat | {name: float(self.counters.get(name, 0.0)) for name in COUNTERS}
