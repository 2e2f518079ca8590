"""An assessment: everything about one completion that a preset may look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reasonscore.decompose.claim import Claim
from reasonscore.reward.credit import ClaimCount, count_claims
from reasonscore.reward.sample import ReadSample
from reasonscore.trace.trace import Trace
from reasonscore.verify.step import StepJudgement
from reasonscore.verify.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the stages found; a stage that the preset does not need left its part empty.

    Args:
        sample: The sample as it was read.
        trace: Of the response.
        claims: The claims within the budget.
        cut_claims: How many more there are.
        copied: Indices of claims that are copied from evidence or question.
        own: What each claim that holds some of a copy says itself, by index.
        verdicts: Of each claim against the evidence; a copied one, which never counts, is not judged.
        against: Of each claim against the reference reasoning and the right answer; empty where there is neither.
        covered: Whether the response covers each item of the reference reasoning by a statement.
        steps: What each step of the trace does.
        searched: Whether claims without evidence of their own were looked up.
        asked: What the question says beyond the evidence that it may hold.
        closed: Whether the stages after the trace were left out because a gate is closed.
    """

    sample: ReadSample
    trace: Trace
    claims: tuple[Claim, ...] = ()
    cut_claims: int = 0
    copied: frozenset[int] = frozenset()
    own: Mapping[int, str] = field(default_factory=dict)
    verdicts: tuple[Verdict, ...] = ()
    against: tuple[Verdict, ...] = ()
    covered: tuple[bool, ...] = ()
    steps: tuple[StepJudgement, ...] = ()
    searched: bool = False
    asked: str = ""
    closed: bool = False

    @property
    def has_evidence(self) -> bool:
        """Whether there is something to judge claims by: passages of the prompt, or a search."""
        own = self.sample.record.evidence
        return bool(own) if own is not None else self.searched

    @property
    def readable(self) -> bool:
        """Whether there is a response in a language that can be judged, within its characters."""
        return bool(self.trace.text.strip()) and self.trace.language == "en" and not self.sample.cut[0]

    def evidence_count(self) -> ClaimCount:
        """The claims by what the evidence says of them."""
        return self._count(self.verdicts)

    def reference_count(self) -> ClaimCount:
        """The claims by what the reference says of them."""
        return self._count(self.against)

    def _count(self, verdicts: tuple[Verdict, ...]) -> ClaimCount:
        return count_claims(self.claims, verdicts, self.copied, self.cut_claims, own=self.own, asked=self.asked)
