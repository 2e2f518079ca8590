"""process: whether the steps of a response are right, complete and worth their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from reasonscore.errors import UnknownNameError
from reasonscore.reward.assessment import Assessment
from reasonscore.reward.credit import ClaimCount
from reasonscore.reward.engine import Need
from reasonscore.reward.parameter import check_positive
from reasonscore.reward.preset import Parts, presets, product
from reasonscore.reward.presets.factuality import length_factor, share

Mean = Literal["geometric", "arithmetic"]


@presets.register("process")
@dataclass(frozen=True, slots=True)
class Process:
    """The mean of factuality, completeness and effectiveness of the reasoning, with a length factor.

    Claims are judged by the evidence, or by the reference where there is no evidence. A step is effective where it goes
    beyond the case and the steps before it, as far as what it says is supported: a wrong step is no progress.

    RadRScore is the arithmetic mean, which pays a third for any one part alone. The geometric mean pays nothing as long
    as one part is 0.

    Args:
        mean: `geometric` or `arithmetic`.
        penalty: What a contradicted claim costs, in supported ones.
        least: Claims that a full reward takes.
        longest: Claims that a response may make.
        repeats: Repeated and copied claims at which nothing is left.
    """

    name: ClassVar[str] = "process"
    needs: ClassVar[frozenset[Need]] = frozenset({"claims", "evidence", "coverage", "fallback", "steps"})
    components: ClassVar[tuple[str, ...]] = ("factuality", "completeness", "effectiveness", "length")
    bounds: ClassVar[tuple[float, float]] = (0.0, 1.0)
    formula: ClassVar[str] = "mean(factuality, completeness, effectiveness) * fade(claims) * fade(repeated + copied)"
    source: ClassVar[str] = (
        "after RadRScore of ChestX-Reasoner (its parts); the geometric mean and the factors are ours"
    )

    mean: Mean = "geometric"
    penalty: float = 0.5
    least: int = 3
    longest: int = 48
    repeats: int = 40

    def __post_init__(self) -> None:
        if self.mean not in ("geometric", "arithmetic"):
            raise UnknownNameError("mean", self.mean, ("geometric", "arithmetic"))
        check_positive(penalty=self.penalty, least=self.least, longest=self.longest, repeats=self.repeats)

    def judge(self, assessed: Assessment) -> Parts:
        """The three parts and the length factor; parts that the prompt has nothing to judge by are None."""
        items = len(assessed.covered)
        if not assessed.has_evidence and not items:
            return dict.fromkeys(self.components)
        if not assessed.readable:
            absent = {"completeness": None} if not items else {}
            return dict.fromkeys(self.components, 0.0) | absent
        count = assessed.evidence_count() if assessed.has_evidence else assessed.reference_count()
        return {
            "factuality": share(count, self.penalty, self.least),
            "completeness": sum(assessed.covered) / items if items else None,
            "effectiveness": effectiveness(assessed, count),
            "length": length_factor(count, self.longest, self.repeats),
        }

    def compose(self, parts: Mapping[str, float | None]) -> float | None:
        """The mean of the parts that have a value, times the factor."""
        names = ("factuality", "completeness", "effectiveness")
        values = [value for name in names if (value := parts[name]) is not None]
        if not values:
            return None
        if self.mean == "arithmetic":
            return product({"mean": sum(values) / len(values), **parts}, ("length",), ("mean",))
        found = product(parts, ("length",), names)
        length = parts["length"] or 0.0
        return found if not found else length * (found / length) ** (1 / len(values))


def effectiveness(assessed: Assessment, count: ClaimCount) -> float:
    """The share of claims that are credited and stand in a step that reasons; 0 without steps.

    A step weighs as much as it has claims, and one without any like one claim: where steps begin and end is the
    policy's choice, and one step around everything is no better than many.
    """
    sizes = [0] * len(assessed.steps)
    for claim in assessed.claims:
        if claim.step is not None and claim.step < len(sizes):
            sizes[claim.step] += 1
    backed = [assessed.claims[index].step for index in count.credited]
    good = sum(step is not None and assessed.steps[step].category == "reasoning" for step in backed)
    whole = sum(max(1, size) for size in sizes)
    return good / whole if whole else 0.0
