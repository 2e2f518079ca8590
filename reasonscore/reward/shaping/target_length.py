"""target_length: a response earns most where its length is the one that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from reasonscore.reward.parameter import check_positive
from reasonscore.reward.shaping.shaping import Shaped, shapings


@shapings.register("target_length")
@dataclass(frozen=True, slots=True)
class TargetLength:
    """`d = 1 - abs(length - target) / slope`: a right response gets d, a wrong one d - 1, never below -1.

    A reward between right and wrong is weighed between both. Up to the target this pays for padding, as it is meant to.

    Args:
        target: Tokens (or words) that were asked for.
        slope: Distance from the target at which d is 0.

    >>> [TargetLength(1000).apply(Shaped(reward, 1.0, 2500, ())) for reward in (1.0, 0.0)]
    [0.5, -0.5]
    """

    name: ClassVar[str] = "target_length"
    source: ClassVar[str] = "Med-U1, exact length mode"

    target: float
    slope: float = 3000.0

    def __post_init__(self) -> None:
        check_positive(target=self.target, slope=self.slope)

    @property
    def reach(self) -> tuple[float, float]:
        """From a wrong response of another length to a right one of this."""
        return -1.0, 1.0

    def apply(self, given: Shaped) -> float:
        """The value by distance."""
        close = 1 - abs(given.length - self.target) / self.slope
        share = min(1.0, max(0.0, given.reward / given.top))
        return max(-1.0, close - (1 - share))
