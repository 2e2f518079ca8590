"""The engine: samples in, assessments out; one set of models a process, the gold side prepared once a prompt."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import RLock
from typing import Literal, NamedTuple

from reasonscore.decompose.claim import Claim
from reasonscore.garbage import no_collection
from reasonscore.pipeline import Evidence, Pipeline, Read, claimless_steps, reference_items
from reasonscore.record import Passage
from reasonscore.reward.answer_places import marked_places
from reasonscore.reward.assessment import Assessment
from reasonscore.reward.budget import Budget
from reasonscore.reward.claim_verdicts import Asked, ClaimVerdicts
from reasonscore.reward.copying import beside_copies, copied_runs, is_copied, without
from reasonscore.reward.covered_items import Response, covered_items
from reasonscore.reward.gold import Gold, Memory
from reasonscore.reward.result import RewardResult
from reasonscore.reward.sample import ReadSample, Sample, read_sample
from reasonscore.settings import Settings
from reasonscore.span import make_span
from reasonscore.trace.reader import read_trace
from reasonscore.verify.step import UNREADABLE, StepJudgement, judge_steps
from reasonscore.verify.verifier import Verifier

Need = Literal["claims", "evidence", "reference", "fallback", "coverage", "steps"]
"""What a preset looks at beyond the trace: claims; their verdicts by the evidence, by the reference, or by the
reference only where there is no evidence (`fallback`); the coverage of the reference; the categories of steps."""

RESULTS = 4096
"""Results that are remembered, so that rewards for single components of one batch cost one judgement."""
ANSWER = 300
"""Characters of the longest marked answer that makes no claims."""
CHUNK = 16
"""Samples that are judged between two looks at the clock."""


class Failure(NamedTuple):
    """A sample without assessment: what is wrong, and whether the time ran out."""

    problem: str
    timed_out: bool = False


@dataclass(frozen=True, slots=True)
class _Draft:
    """A sample on its way through the stages."""

    read: Read
    sample: ReadSample
    claims: tuple[Claim, ...] = ()
    cut: int = 0
    copied: frozenset[int] = frozenset()
    own: Mapping[int, str] = field(default_factory=dict)
    said: str = ""
    evidence: Evidence = ((),)


class Engine:
    """Assesses samples; loads each model at its first use and is safe to share between threads.

    Args:
        settings: Of the stages.
        clock: Tells the time for budgets, in seconds.
        decisive: Probability of support or contradiction by a claim's best window from which on the others are not
            asked about; None asks about all.
    """

    def __init__(
        self, settings: Settings, clock: Callable[[], float] = time.monotonic, decisive: float | None = None
    ) -> None:
        self.gold = Gold()
        self.results: Memory[RewardResult] = Memory(RESULTS)
        self._settings = settings
        self._clock = clock
        self._decisive = decisive
        self._pipeline = Pipeline(settings)
        self._lock = RLock()

    @cached_property
    def verifier(self) -> Verifier:
        """The verifier, which takes its evidence indexes from the gold side's memory."""
        return Verifier(self._pipeline.backend, index=self.gold.windows, decisive=self._decisive)

    @cached_property
    def verdicts(self) -> ClaimVerdicts:
        """The verdicts of claims that were judged."""
        return ClaimVerdicts(self.verifier)

    def assess(
        self,
        samples: Sequence[Sample],
        needs: Collection[Need],
        budget: Budget,
        closed: Callable[[Assessment], bool] = lambda _: False,
    ) -> list[Assessment | Failure]:
        """One assessment or failure a sample, in order; a sample's own does not depend on its neighbours.

        Args:
            samples: Completions with their gold.
            needs: Stages to run.
            budget: What each sample may cost.
            closed: Asked with the trace alone; where true no further stage is run.
        """
        if not samples:
            return []
        # Neither the parser nor the loading of models may run twice at a time.
        with self._lock:
            until = self._clock() + budget.seconds * len(samples)
            found: list[Assessment | Failure] = []
            for start in range(0, len(samples), CHUNK):
                part = samples[start : start + CHUNK]
                if start and self._clock() > until:
                    found += [Failure("the time of the batch ran out", timed_out=True)] * len(part)
                else:
                    with no_collection():
                        found += self._isolated(part, needs, budget, closed)
            return found

    def _isolated(
        self, samples: Sequence[Sample], needs: Collection[Need], budget: Budget, closed: Callable[[Assessment], bool]
    ) -> Sequence[Assessment | Failure]:
        """The assessments of a chunk; where it fails, of each of its samples alone."""
        try:
            return self._assess(samples, needs, budget, closed)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, UnicodeError) as error:
            if len(samples) == 1:
                return [Failure(f"{type(error).__name__} while it was judged; please report it")]
            return [one for sample in samples for one in self._isolated([sample], needs, budget, closed)]

    def _assess(
        self, samples: Sequence[Sample], needs: Collection[Need], budget: Budget, closed: Callable[[Assessment], bool]
    ) -> list[Assessment]:
        drafts = [self._read(sample, budget) for sample in samples]
        shut = [bool(needs) and closed(Assessment(draft.sample, draft.read.trace)) for draft in drafts]
        judged = iter(self._judge([draft for draft, one in zip(drafts, shut, strict=True) if not one], needs, budget))
        return [
            Assessment(draft.sample, draft.read.trace, closed=True) if one else next(judged)
            for draft, one in zip(drafts, shut, strict=True)
        ]

    def _judge(self, drafts: Sequence[_Draft], needs: Collection[Need], budget: Budget) -> list[Assessment]:
        if not drafts:
            return []
        if needs:
            drafts = self._decompose(drafts, needs, budget)
        searches = self._pipeline.retriever is not None
        assessed = [
            Assessment(
                one.sample,
                one.read.trace,
                one.claims,
                one.cut,
                one.copied,
                one.own,
                searched=searches,
                asked=self._asked(one),
            )
            for one in drafts
        ]
        if "evidence" in needs:
            own = self.verdicts.judge([Asked(one.claims, one.evidence, one.copied) for one in drafts])
            assessed = [replace(one, verdicts=found) for one, found in zip(assessed, own, strict=True)]
        if "reference" in needs or "fallback" in needs:
            against = self.verdicts.judge([_by_reference(one, always="reference" in needs) for one in drafts])
            assessed = [replace(one, against=found) for one, found in zip(assessed, against, strict=True)]
        if "coverage" in needs:
            covered = covered_items(
                [Response(one, draft.read.references, draft.said) for one, draft in zip(assessed, drafts, strict=True)],
                self._pipeline.backend,
            )
            assessed = [replace(one, covered=found) for one, found in zip(assessed, covered, strict=True)]
        if "steps" in needs:
            assessed = [replace(one, steps=_steps(draft)) for one, draft in zip(assessed, drafts, strict=True)]
        return assessed

    def _read(self, sample: Sample, budget: Budget) -> _Draft:
        found = read_sample(sample, budget)
        return _Draft(Read(found.record, read_trace(found.record), reference_items(found.record)), found)

    def _decompose(self, drafts: Sequence[_Draft], needs: Collection[Need], budget: Budget) -> list[_Draft]:
        found = self._pipeline.decompose([draft.read for draft in drafts])
        own = [_reasoned(draft, one.claims) for draft, one in zip(drafts, found, strict=True)]
        kept = [claims[: budget.claims] for claims in own]
        evidence: list[Evidence] = [[()]] * len(drafts)
        if "evidence" in needs:
            evidence = self._pipeline.retrieve([draft.read.record for draft in drafts], kept)
        return [
            self._with_claims(replace(draft, claims=claims, cut=len(every) - len(claims), evidence=passages))
            for draft, every, claims, passages in zip(drafts, own, kept, evidence, strict=True)
        ]

    def _asked(self, draft: _Draft) -> str:
        record = draft.read.record
        return self.gold.asked(record.question or "", tuple(passage.text for passage in record.evidence or ()))

    def _with_claims(self, draft: _Draft) -> _Draft:
        record = draft.read.record
        passages = record.evidence or [passage for group in draft.evidence for passage in group]
        texts = [*dict.fromkeys(passage.text for passage in passages), record.question or ""]
        trace = draft.read.trace
        runs = copied_runs(trace.text, self.gold.sources(texts), trace.regions)
        copied = frozenset(index for index, claim in enumerate(draft.claims) if is_copied(claim.span, runs, trace.text))
        # Tags stand between sentences; left in, they would join the last one to the answer. The answer itself is no
        # reasoning: a list of every disease would cover the items that name one.
        answers = [piece for span in (trace.answer_span or (), *trace.answer_spans) for piece in span]
        hidden = make_span([*runs, *(region.piece for region in trace.regions), *answers])
        own = beside_copies(trace.text, runs, [claim.span for claim in draft.claims])
        return replace(draft, copied=copied, own=own, said=without(trace.text, hidden))


def _reasoned(draft: _Draft, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without a short answer's own: that is judged as an answer, and as a claim it would be judged twice."""
    places = [one for one in marked_places(draft.read.trace) if one[1] - one[0] <= ANSWER]
    return tuple(
        claim
        for claim in claims
        if not all(any(start <= a and b <= end for start, end in places) for a, b in claim.span)
    )


def _by_reference(draft: _Draft, *, always: bool) -> Asked:
    references = draft.read.references
    if not references or (draft.read.record.evidence and not always):
        return Asked((), [()])
    return Asked(draft.claims, [[Passage(text, id=f"r{index + 1}") for index, text in enumerate(references)]])


def _steps(draft: _Draft) -> tuple[StepJudgement, ...]:
    trace = draft.read.trace
    if trace.language != "en":
        return (UNREADABLE,) * len(trace.steps)
    return tuple(
        judge_steps(
            [step.text for step in trace.steps], draft.read.record.question, claimless_steps(trace, draft.claims)
        )
    )


_engines: dict[tuple[int, Settings, float | None], Engine] = {}
_guard = RLock()


def engine_for(settings: Settings, decisive: float | None = None) -> Engine:
    """The engine of this process for these settings, made at its first use.

    A process that was forked makes its own: a model's threads do not survive a fork.
    """
    with _guard:
        key = (os.getpid(), settings, decisive)
        if key not in _engines:
            _engines[key] = Engine(settings, decisive=decisive)
        return _engines[key]


def _after_fork() -> None:
    # The parent's engines stay where they are: to end one here would wait for threads that the child does not have.
    global _guard
    _guard = RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
