"""retrieval_use: whether a response rests on what was retrieved for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from reasonscore.reward.assessment import Assessment
from reasonscore.reward.correct_answer import correct_answer
from reasonscore.reward.engine import Need
from reasonscore.reward.fade import fade
from reasonscore.reward.parameter import check_positive
from reasonscore.reward.preset import Parts, presets, product
from reasonscore.reward.presets.factuality import length_factor, share


@presets.register("retrieval_use")
@dataclass(frozen=True, slots=True)
class RetrievalUse:
    """How much of the response is grounded in the passages, times how many of those that matter are used.

    Passages are the sample's evidence, or what tools returned where the response is a conversation; a block that the
    model itself calls retrieved is none. `used` is the share of the sample's `relevant` passages, or of `enough`
    passages where nobody said which matter, that support some claim. With a right answer at hand a wrong one pays
    nothing.

    Args:
        enough: Passages whose use is full use.
        searches: Queries that are free; the reward fades with more, to 0 at twice as many.
        penalty: What a contradicted claim costs, in supported ones.
        least: Claims that a full reward takes.
        longest: Claims that a response may make.
        repeats: Repeated and copied claims at which nothing is left.
    """

    name: ClassVar[str] = "retrieval_use"
    needs: ClassVar[frozenset[Need]] = frozenset({"claims", "evidence"})
    gates: ClassVar[tuple[str, ...]] = ("answer",)
    components: ClassVar[tuple[str, ...]] = ("answer", "grounded", "used", "searches", "length")
    bounds: ClassVar[tuple[float, float]] = (0.0, 1.0)
    formula: ClassVar[str] = "answer * grounded * used * fade(queries) * fade(claims) * fade(repeated + copied)"
    source: ClassVar[str] = "ours; the aim is that of Med-R3's retrieval reward, whose formula is not published"

    enough: int = 2
    searches: int = 4
    penalty: float = 0.5
    least: int = 2
    longest: int = 48
    repeats: int = 40

    def __post_init__(self) -> None:
        check_positive(enough=self.enough, searches=self.searches, penalty=self.penalty, least=self.least)
        check_positive(longest=self.longest, repeats=self.repeats)

    def judge(self, assessed: Assessment) -> Parts:
        """The parts; None without passages, and `answer` None without a right answer."""
        answer = correct_answer(assessed)
        if not assessed.has_evidence:
            return dict.fromkeys(self.components) | {"answer": answer}
        if not assessed.readable:
            return dict.fromkeys(self.components, 0.0) | {"answer": answer}
        count = assessed.evidence_count()
        return {
            "answer": answer,
            "grounded": share(count, self.penalty, self.least),
            "used": self._used(assessed, frozenset(count.sources)),
            "searches": fade(sum(region.reason == "query" for region in assessed.trace.regions), self.searches),
            "length": length_factor(count, self.longest, self.repeats),
        }

    def compose(self, parts: Mapping[str, float | None]) -> float | None:
        """The product; None where there are no passages, whatever the answer."""
        if parts["grounded"] is None:
            return None
        return product(parts, ("answer", "searches", "length"), ("grounded", "used"))

    def closed(self, assessed: Assessment) -> bool:
        """Whether the answer is wrong."""
        return assessed.has_evidence and correct_answer(assessed) == 0

    def _used(self, assessed: Assessment, sources: frozenset[str]) -> float:
        passages = {passage.id for passage in assessed.sample.record.evidence or ()}
        relevant = assessed.sample.relevant
        if relevant is not None and relevant & passages:
            return len(sources & relevant) / len(relevant & passages)
        return min(1.0, len(sources & passages) / min(self.enough, len(passages)))
