"""cosine: a right response earns less the longer it is, along a cosine."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from reasonscore.reward.parameter import check_positive
from reasonscore.reward.shaping.shaping import Shaped, shapings


@shapings.register("cosine")
@dataclass(frozen=True, slots=True)
class Cosine:
    """From one value at length 0 to another at `longest`, along half a cosine; beyond it the last value stays.

    A reward between right and wrong is weighed between both curves. The values that ms-swift ships for wrong responses
    rise with length, `(-0.5, 0.0)`, which pays for padding; the default here is 0 throughout.

    Args:
        longest: Tokens (or words) at which the curve ends.
        right: Values of a right response at length 0 and at `longest`.
        wrong: The same of a wrong one.

    >>> Cosine(100).apply(Shaped(1.0, 1.0, 0, ())), Cosine(100).apply(Shaped(1.0, 1.0, 100, ()))
    (1.0, 0.5)
    """

    name: ClassVar[str] = "cosine"
    source: ClassVar[str] = "cosine reward of arXiv 2502.03373; the values for right responses are those of ms-swift"

    longest: float
    right: tuple[float, float] = (1.0, 0.5)
    wrong: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        check_positive(longest=self.longest)

    @property
    def reach(self) -> tuple[float, float]:
        """Least and largest of the four values."""
        return min(*self.right, *self.wrong), max(*self.right, *self.wrong)

    def apply(self, given: Shaped) -> float:
        """The value of the curve."""
        rise = (1 + math.cos(math.pi * min(1.0, given.length / self.longest))) / 2
        right, wrong = (end + rise * (start - end) for start, end in (self.right, self.wrong))
        share = min(1.0, max(0.0, given.reward / given.top))
        return share * right + (1 - share) * wrong
