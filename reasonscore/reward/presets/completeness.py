"""completeness: how much of the reference reasoning a response states, less what it denies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from reasonscore.reward.assessment import Assessment
from reasonscore.reward.covered_items import denied_items
from reasonscore.reward.engine import Need
from reasonscore.reward.parameter import check_positive
from reasonscore.reward.preset import Parts, presets, product
from reasonscore.reward.presets.factuality import length_factor


@presets.register("completeness")
@dataclass(frozen=True, slots=True)
class CompletenessReward:
    """Covered reference items less a penalty for those that the response denies, with a length factor.

    An item counts only where a claim covers it: words without a statement, copies of the question and hedges do not.
    The length factor takes its limit from the reference, so that listing everything does not pay.

    Args:
        penalty: What a denied item costs, in covered ones.
        claims_per_item: Claims that a response may make for each reference item, and at least `longest`.
        longest: Claims that any response may make.
        repeats: Repeated and copied claims at which nothing is left.
    """

    name: ClassVar[str] = "completeness"
    needs: ClassVar[frozenset[Need]] = frozenset({"claims", "coverage", "reference"})
    components: ClassVar[tuple[str, ...]] = ("completeness", "length")
    bounds: ClassVar[tuple[float, float]] = (0.0, 1.0)
    formula: ClassVar[str] = (
        "max(0, covered - penalty * denied) / items * fade(claims, max(longest, claims_per_item * items)) "
        "* fade(repeated + copied)"
    )
    source: ClassVar[str] = "ours; covered / items is MedR-Bench's completeness"

    penalty: float = 0.5
    claims_per_item: float = 4.0
    longest: int = 12
    repeats: int = 20

    def __post_init__(self) -> None:
        check_positive(penalty=self.penalty, claims_per_item=self.claims_per_item, longest=self.longest)
        check_positive(repeats=self.repeats)

    def judge(self, assessed: Assessment) -> Parts:
        """The share of items that count, and the length factor; None without reference reasoning."""
        items = len(assessed.covered)
        if not items:
            return dict.fromkeys(self.components)
        if not assessed.readable:
            return dict.fromkeys(self.components, 0.0)
        count = assessed.reference_count()
        # What was not looked at may deny anything.
        denied = min(items, denied_items(assessed) + count.cut)
        balance = sum(assessed.covered) - self.penalty * denied
        longest = max(self.longest, round(self.claims_per_item * items))
        return {
            "completeness": max(0.0, balance / items),
            "length": length_factor(count, longest, self.repeats),
        }

    def compose(self, parts: Mapping[str, float | None]) -> float | None:
        """The product of both."""
        return product(parts, ("length",), ("completeness",))
