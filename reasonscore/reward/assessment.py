"""An assessment: everything about one completion that a preset may look at."""

from __future__ import annotations

from dataclasses import dataclass

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
        verdicts: Of each claim against the evidence; a copied one, which never counts, is not judged.
        against: Of each claim against the reference reasoning and the right answer; empty where there is neither.
        covered: Whether the response covers each item of the reference reasoning by a statement.
        steps: What each step of the trace does.
        searched: Whether claims without evidence of their own were looked up.
        closed: Whether the stages after the trace were left out because a gate is closed.
    """

    sample: ReadSample
    trace: Trace
    claims: tuple[Claim, ...] = ()
    cut_claims: int = 0
    copied: frozenset[int] = frozenset()
    verdicts: tuple[Verdict, ...] = ()
    against: tuple[Verdict, ...] = ()
    covered: tuple[bool, ...] = ()
    steps: tuple[StepJudgement, ...] = ()
    searched: bool = False
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
        return count_claims(self.claims, self.verdicts, self.copied, self.cut_claims)

    def reference_count(self) -> ClaimCount:
        """The claims by what the reference says of them."""
        return count_claims(self.claims, self.against, self.copied, self.cut_claims)
