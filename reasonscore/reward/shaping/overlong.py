"""overlong: a penalty for the last stretch before the length at which generation is cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from reasonscore.errors import InputError
from reasonscore.reward.parameter import check_positive
from reasonscore.reward.shaping.shaping import Shaped, shapings


@shapings.register("overlong")
@dataclass(frozen=True, slots=True)
class Overlong:
    """Nothing up to `longest - cache`, then a line down to -1 at `longest`, added to the reward.

    Args:
        longest: Tokens at which generation is cut.
        cache: The stretch before it that is penalised.

    >>> [Overlong(100, 50).apply(Shaped(1.0, 1.0, length, ())) for length in (50, 75, 100, 200)]
    [1.0, 0.5, 0.0, 0.0]
    """

    name: ClassVar[str] = "overlong"
    source: ClassVar[str] = "DAPO, arXiv 2503.14476, soft overlong punishment"

    longest: float
    cache: float

    def __post_init__(self) -> None:
        check_positive(longest=self.longest, cache=self.cache)
        if self.cache >= self.longest:
            raise InputError(f"found {self.cache}, expected less than longest, {self.longest}", field="cache")

    @property
    def reach(self) -> tuple[float, float]:
        """Down to -1 for a wrong response that is too long."""
        return -1.0, 1.0

    def apply(self, given: Shaped) -> float:
        """The reward with the penalty."""
        over = given.length - (self.longest - self.cache)
        return given.reward - min(1.0, max(0.0, over / self.cache))
