"""choice: whether the one option that the response chooses is the right one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from reasonscore.reward.assessment import Assessment
from reasonscore.reward.correct_answer import correct_answer
from reasonscore.reward.engine import Need
from reasonscore.reward.preset import Parts, presets


@presets.register("choice")
@dataclass(frozen=True, slots=True)
class Choice:
    """1 for the right answer, else 0; no credit for form, and none for naming several options.

    Also for questions without options: then the final answer must name what a right answer names.
    """

    name: ClassVar[str] = "choice"
    needs: ClassVar[frozenset[Need]] = frozenset()
    components: ClassVar[tuple[str, ...]] = ("answer",)
    bounds: ClassVar[tuple[float, float]] = (0.0, 1.0)
    formula: ClassVar[str] = "1 if the one chosen option is a right one, else 0"
    source: ClassVar[str] = "AlphaMed, arXiv 2505.17952 (binary correctness); the rule on hedged answers is ours"

    def judge(self, assessed: Assessment) -> Parts:
        """Whether the answer is right."""
        return {"answer": correct_answer(assessed)}

    def compose(self, parts: Mapping[str, float | None]) -> float | None:
        """The answer itself."""
        return parts["answer"]
