"""budget_length: a right response earns more the further it stays below a budget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from reasonscore.reward.parameter import check_positive
from reasonscore.reward.shaping.shaping import Shaped, shapings


@shapings.register("budget_length")
@dataclass(frozen=True, slots=True)
class BudgetLength:
    """The reward times `clip(0.5 - (length - budget) / slope, 0, 1)`: half of it at the budget.

    Args:
        budget: Tokens (or words) of half a reward.
        slope: How many more or fewer it takes to change the factor by one.

    >>> [BudgetLength(2000).apply(Shaped(1.0, 1.0, length, ())) for length in (1000, 2000, 2250)]
    [1.0, 0.5, 0.25]
    """

    name: ClassVar[str] = "budget_length"
    source: ClassVar[str] = "Med-U1, maximum length mode"

    budget: float
    slope: float = 1000.0

    def __post_init__(self) -> None:
        check_positive(budget=self.budget, slope=self.slope)

    @property
    def reach(self) -> tuple[float, float]:
        """That of the reward: the factor lies between 0 and 1."""
        return 0.0, 1.0

    def apply(self, given: Shaped) -> float:
        """The reward times the factor; a negative reward is left as it is."""
        factor = min(1.0, max(0.0, 0.5 - (given.length - self.budget) / self.slope))
        return given.reward * factor if given.reward > 0 else given.reward
