"""clinical: a right answer in the right form, reached by reasoning that is supported and complete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from reasonscore.errors import InputError
from reasonscore.reward.assessment import Assessment
from reasonscore.reward.correct_answer import correct_answer
from reasonscore.reward.covered_items import denied_items
from reasonscore.reward.credit import ClaimCount
from reasonscore.reward.engine import Need
from reasonscore.reward.fade import fade
from reasonscore.reward.parameter import check_positive
from reasonscore.reward.preset import Parts, presets, product
from reasonscore.reward.presets.factuality import length_factor, share
from reasonscore.reward.well_formed import Style, well_formed


@presets.register("clinical")
@dataclass(frozen=True, slots=True)
class Clinical:
    """Format gates answer, factuality and completeness, which multiply, with a length factor.

    A wrong answer pays nothing however well it is argued, and a right one pays `floor` of what it could where its
    reasoning is neither supported nor complete. A component that the prompt has nothing to judge by is left out.

    Args:
        style: The form that opens the gate: `tags`, `think`, `headings` or `any`.
        floor: What is left of a factor where factuality or completeness is 0.
        penalty: What a contradicted claim costs, in supported claims or covered items.
        least: Claims that full factuality takes.
        words: Words that a response may have; the reward fades with more, to 0 at twice as many.
        longest: Claims that a response may make.
        repeats: Repeated and copied claims at which nothing is left.
    """

    name: ClassVar[str] = "clinical"
    needs: ClassVar[frozenset[Need]] = frozenset({"claims", "evidence", "coverage", "fallback"})
    gates: ClassVar[tuple[str, ...]] = ("format", "answer")
    components: ClassVar[tuple[str, ...]] = ("format", "answer", "factuality", "completeness", "length")
    bounds: ClassVar[tuple[float, float]] = (0.0, 1.0)
    formula: ClassVar[str] = (
        "format * answer * (floor + (1 - floor) * factuality) * (floor + (1 - floor) * completeness) * length"
    )
    source: ClassVar[str] = "ours; multiplied behind a gate because sums reward short wrong answers"

    style: Style = "any"
    floor: float = 0.25
    penalty: float = 0.5
    least: int = 3
    words: int = 1500
    longest: int = 64
    repeats: int = 40

    def __post_init__(self) -> None:
        check_positive(penalty=self.penalty, least=self.least, words=self.words)
        check_positive(longest=self.longest, repeats=self.repeats)
        if not 0 <= self.floor < 1:
            raise InputError(f"found {self.floor!r}, expected a number from 0 to below 1", field="floor")

    def judge(self, assessed: Assessment) -> Parts:
        """The components; None where the prompt has nothing to judge one by."""
        items = len(assessed.covered)
        parts: Parts = {"format": well_formed(assessed, self.style), "answer": correct_answer(assessed)}
        count = assessed.evidence_count() if assessed.readable else ClaimCount()
        parts["factuality"] = share(count, self.penalty, self.least) if assessed.has_evidence else None
        parts["completeness"] = self._completeness(assessed) if items else None
        words = fade(len(assessed.trace.text.split()), self.words)
        parts["length"] = words * length_factor(count, self.longest, self.repeats)
        return parts

    def closed(self, assessed: Assessment) -> bool:
        """Whether the form is wrong, or the answer, where there is a right one."""
        answer = correct_answer(assessed)
        return answer is not None and (answer <= 0 or well_formed(assessed, self.style) <= 0)

    def _completeness(self, assessed: Assessment) -> float:
        if not assessed.readable:
            return 0.0
        # With evidence, what is contradicted costs factuality already.
        denied = 0 if assessed.has_evidence else denied_items(assessed)
        return max(0.0, (sum(assessed.covered) - self.penalty * denied) / len(assessed.covered))

    def compose(self, parts: Mapping[str, float | None]) -> float | None:
        """The product; None where neither answer nor evidence nor reference is there."""
        if all(parts[name] is None for name in ("answer", "factuality", "completeness")):
            return None
        lifted = dict(parts)
        if parts["answer"] is not None:
            # With an answer to go by, what only supports it may thin the reward out but not close it.
            for name in ("factuality", "completeness"):
                value = parts[name]
                lifted[name] = None if value is None else self.floor + (1 - self.floor) * value
        return product(lifted, ("format", "length"), ("answer", "factuality", "completeness"))
