"""repetition: a factor for runs of words that a response repeats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from reasonscore.reward.parameter import check_positive
from reasonscore.reward.shaping.shaping import Shaped, shapings


@shapings.register("repetition")
@dataclass(frozen=True, slots=True)
class Repetition:
    """The share of repeated runs of words, taken off the reward: as a factor, or as a penalty as it was published.

    A share can be thinned out with words that occur once. The presets' own factor counts repeated claims and cannot.

    Args:
        size: Words of a run.
        largest: What a response of nothing but repetition loses.
        multiply: Whether it is a factor; a penalty otherwise.

    >>> Repetition(1).apply(Shaped(1.0, 1.0, 0, ("gout", "gout", "gout", "gout")))
    0.25
    """

    name: ClassVar[str] = "repetition"
    source: ClassVar[str] = "repetition penalty of arXiv 2502.03373 and ms-swift; as a factor it is ours"

    size: int = 3
    largest: float = 1.0
    multiply: bool = True

    def __post_init__(self) -> None:
        check_positive(size=self.size, largest=self.largest)

    @property
    def reach(self) -> tuple[float, float]:
        """Down to minus the largest penalty where it is one."""
        return (0.0, 1.0) if self.multiply else (-self.largest, 1.0)

    def apply(self, given: Shaped) -> float:
        """The reward without the share."""
        runs = list(zip(*(given.words[start:] for start in range(self.size)), strict=False))
        share = self.largest * (1 - len(set(runs)) / len(runs)) if runs else 0.0
        if not self.multiply:
            return given.reward - share
        return given.reward * max(0.0, 1 - share) if given.reward > 0 else given.reward
