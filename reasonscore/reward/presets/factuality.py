"""factuality: what the evidence supports of a response, less what it contradicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from reasonscore.reward.assessment import Assessment
from reasonscore.reward.credit import ClaimCount
from reasonscore.reward.engine import Need
from reasonscore.reward.fade import fade
from reasonscore.reward.parameter import check_positive
from reasonscore.reward.preset import Parts, presets, product


@presets.register("factuality")
@dataclass(frozen=True, slots=True)
class FactualityReward:
    """Supported claims less a penalty for contradicted ones, over the claims made, with a factor for repetition.

    A claim that hedges where the evidence asserts earns nothing; a copied or repeated one counts on neither side. At
    least `least` claims are divided by, so that a single safe sentence is not worth a reasoned answer.

    Args:
        penalty: What a contradicted claim costs, in supported claims, times the probability of its verdict.
        least: Claims that a full reward takes.
        longest: Claims that a response may make.
        repeats: Repeated and copied claims at which nothing is left; each one costs its share.
    """

    name: ClassVar[str] = "factuality"
    needs: ClassVar[frozenset[Need]] = frozenset({"claims", "evidence"})
    components: ClassVar[tuple[str, ...]] = ("factuality", "length")
    bounds: ClassVar[tuple[float, float]] = (0.0, 1.0)
    formula: ClassVar[str] = (
        "max(0, supported - penalty * sum p(contradicted)) / max(claims, least) "
        "* fade(claims) * fade(repeated + copied)"
    )
    source: ClassVar[str] = "ours; supported / claims is factual precision (FActScore), `least` as K of F1@K (SAFE)"

    penalty: float = 0.5
    least: int = 3
    longest: int = 48
    repeats: int = 40

    def __post_init__(self) -> None:
        check_positive(penalty=self.penalty, least=self.least, longest=self.longest, repeats=self.repeats)

    def judge(self, assessed: Assessment) -> Parts:
        """The share of claims that count, and the length factor; None without evidence."""
        if not assessed.has_evidence:
            return dict.fromkeys(self.components)
        if not assessed.readable:
            return dict.fromkeys(self.components, 0.0)
        count = assessed.evidence_count()
        return {
            "factuality": share(count, self.penalty, self.least),
            "length": length_factor(count, self.longest, self.repeats),
        }

    def compose(self, parts: Mapping[str, float | None]) -> float | None:
        """The product of both."""
        return product(parts, ("length",), ("factuality",))


def share(count: ClaimCount, penalty: float, least: int) -> float:
    """Credited less contradicted claims over all that count, at least `least`; never below 0.

    >>> share(ClaimCount(credited=(0, 1, 2), contradicted=1, doubt=1.0), 0.5, 3)
    0.625
    """
    return max(0.0, count.balance(penalty) / max(count.counted, least))


def length_factor(count: ClaimCount, longest: int, repeats: int) -> float:
    """1 for a response that neither goes on nor repeats itself, falling to 0.

    What repeats or copies costs a little from the first time on: what is free grows.

    >>> length_factor(ClaimCount(credited=(0, 1), repeated=10), 48, 40)
    0.75
    """
    return fade(count.counted + count.restated, longest) * fade(count.repeated + count.copied, 0, repeats)
