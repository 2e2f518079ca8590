"""The engine of verification: claims, steps and reference items of a block of records, judged in one batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from reasonscore.decompose.claim import Claim
from reasonscore.record import Passage
from reasonscore.verify.backend import Backend, ProbabilityRows, TextPair
from reasonscore.verify.checks.check import run_checks
from reasonscore.verify.combine import combine
from reasonscore.verify.coverage import Coverage, ResponseIndex, coverage_signature
from reasonscore.verify.second_reading import needs_reading, reading_signature, reread, reread_pairs
from reasonscore.verify.shared_name import share_names
from reasonscore.verify.step import UNREADABLE, StepJudgement, judge_steps, steps_signature
from reasonscore.verify.verdict import NO_EVIDENCE, Check, Verdict
from reasonscore.verify.verdict_model import load_verdict_model
from reasonscore.verify.window import Window, WindowIndex


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be judged of one record; what is left out is not judged.

    Args:
        claims: Claims to compare with the passages.
        evidence: One list of passages a claim, or one list for all of them (length one).
        response: The premise of the reference items.
        references: Items of the reference reasoning.
        steps: Reasoning steps.
        question: The case that steps may restate.
        claimless: Indices of steps that make no claim.
        readable: Whether the steps are in a language that can be judged; else they get a category without probability.
        extracted: Whether the claims were taken out of a response; else each came by itself with its evidence, and a
            contradiction is likelier to hold (`prior.py`).
    """

    claims: Sequence[Claim] = ()
    evidence: Sequence[Sequence[Passage]] = ((),)
    response: str = ""
    references: Sequence[str] = ()
    steps: Sequence[str] = ()
    question: str | None = None
    claimless: frozenset[int] = frozenset()
    readable: bool = True
    extracted: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """Verdicts, coverages and step judgements of one case, each in the order of what was given."""

    verdicts: tuple[Verdict, ...]
    coverages: tuple[Coverage, ...]
    steps: tuple[StepJudgement, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The windows that a case's claims and references are compared with; `known` verdicts need no windows."""

    case: Case
    response: ResponseIndex | None
    claim_windows: tuple[list[Window], ...]
    reference_windows: tuple[list[Window], ...]
    known: tuple[Verdict | None, ...] = ()

    def pairs(self) -> list[TextPair]:
        claims = zip(self.case.claims, self.claim_windows, strict=True)
        items = zip(self.case.references, self.reference_windows, strict=True)
        return [
            *(share_names(window.text, claim.text) for claim, windows in claims for window in windows),
            *(TextPair(window.text, item) for item, windows in items for window in windows),
        ]

    def checks(self) -> list[list[tuple[Check, ...]]]:
        """What the checks say of each claim, a list of its windows each."""
        return [_checks(claim, windows) for claim, windows in zip(self.case.claims, self.claim_windows, strict=True)]


class Verifier:
    """Judges cases with a backend and the clinical checks.

    Args:
        backend: The entailment backend.
        windows: Sentences of evidence that each claim is compared with, besides the best one's neighbourhood.
        index: Makes the search index of a case's passages; one that remembers them serves many responses to one prompt.
        decisive: Probability of support or contradiction by a claim's best window from which on the backend is not
            asked about the others; None asks about all.
        second_reading: Whether contradictions are read again, sentence by sentence, before they are asserted.
    """

    def __init__(
        self,
        backend: Backend,
        windows: int = 2,
        index: Callable[[Sequence[Passage]], WindowIndex] = WindowIndex,
        decisive: float | None = None,
        *,
        second_reading: bool = True,
    ) -> None:
        self._backend = backend
        self._windows = windows
        self._index = index
        self._decisive = decisive
        name = backend.signature().get("backend", "")
        self._model = load_verdict_model(name)
        # Words alone say no more of a sentence than of the window that it stands in.
        self._rereads = second_reading and name != "lexical"

    def verify_many(self, cases: Sequence[Case]) -> list[Judgement]:
        """One judgement a case, in order; all pairs of the call are judged together."""
        plans = [self._plan(case) for case in cases]
        if self._decisive is not None:
            plans = self._with_decided(plans, self._decisive)
        pairs = [plan.pairs() for plan in plans]
        # Checks need no rows, and a model's threads leave the interpreter alone: neither waits for the other.
        # The thread is not kept: a process with threads cannot be forked.
        with ThreadPoolExecutor(1) as pool:
            checking = pool.submit(lambda: [plan.checks() for plan in plans])
            rows = self._backend.predict([pair for own in pairs for pair in own])
            checks = checking.result()
        judged, start = [], 0
        for plan, own, said in zip(plans, pairs, checks, strict=True):
            judged.append(self._judge(plan, rows[start : start + len(own)], said))
            start += len(own)
        return self._read_again(cases, judged) if self._rereads else judged

    def signature(self) -> Mapping[str, str]:
        """The backend's signature with the windows and the versions of the fitted models."""
        fitted = {"verdict": self._model.digest, **steps_signature(), **coverage_signature()}
        if self._rereads:
            fitted |= reading_signature()
        windows = str(self._windows) if self._decisive is None else f"{self._windows}/first:{self._decisive:g}"
        return {**self._backend.signature(), "windows": windows, **fitted}

    def _plan(self, case: Case) -> _Plan:
        indexes = [self._index(passages) for passages in case.evidence]
        shared = len(indexes) == 1
        claim_windows = tuple(
            indexes[0 if shared else number].best(claim.text, self._windows) for number, claim in enumerate(case.claims)
        )
        response = ResponseIndex(case.response, case.question) if case.references else None
        reference_windows = tuple(response.windows(item) for item in case.references) if response else ()
        return _Plan(case, response, claim_windows, reference_windows)

    def _with_decided(self, plans: Sequence[_Plan], decisive: float) -> list[_Plan]:
        """The plans with the verdicts that a claim's best window gives alone; the backend remembers the other rows."""
        first = [
            TextPair(windows[0].text, claim.text)
            for plan in plans
            for claim, windows in zip(plan.case.claims, plan.claim_windows, strict=True)
            if len(windows) > 1
        ]
        rows = iter(self._backend.predict(first))
        decided = []
        for plan in plans:
            known: list[Verdict | None] = []
            for claim, windows in zip(plan.case.claims, plan.claim_windows, strict=True):
                best, rest = windows[:1], windows[1:]
                found = self._combined(claim, best, next(rows)[None], _checks(claim, best), rest) if rest else None
                said = found.probabilities if found is not None else None
                known.append(found if said and max(said.supported, said.contradicted) >= decisive else None)
            open_windows = tuple(
                windows if one is None else [] for one, windows in zip(known, plan.claim_windows, strict=True)
            )
            decided.append(replace(plan, claim_windows=open_windows, known=tuple(known)))
        return decided

    def _judge(self, plan: _Plan, rows: ProbabilityRows, checks: Sequence[Sequence[tuple[Check, ...]]]) -> Judgement:
        groups = [*plan.claim_windows, *plan.reference_windows]
        parts = iter(np.split(rows, np.cumsum([len(windows) for windows in groups])[:-1]) if groups else [])
        case = plan.case
        known = plan.known or (None,) * len(case.claims)
        verdicts = tuple(
            self._combined(claim, windows, own, said) if one is None else one
            for claim, windows, one, said, own in zip(
                case.claims, plan.claim_windows, known, checks, parts, strict=False
            )
        )
        coverages = tuple(
            plan.response.judge(item, windows, next(parts), case.claims)
            for item, windows in zip(case.references, plan.reference_windows, strict=True)
            if plan.response
        )
        judged = (
            judge_steps(case.steps, case.question, case.claimless) if case.readable else [UNREADABLE] * len(case.steps)
        )
        return Judgement(verdicts, coverages, tuple(judged))

    def _read_again(self, cases: Sequence[Case], judged: Sequence[Judgement]) -> list[Judgement]:
        """The judgements with their contradictions read a second time, all of the call's in one batch."""
        contested = [
            (number, place, claim.text, reread_pairs(claim.text, verdict))
            for number, (case, one) in enumerate(zip(cases, judged, strict=True))
            for place, (claim, verdict) in enumerate(zip(case.claims, one.verdicts, strict=True))
            if needs_reading(verdict)
        ]
        rows = self._backend.predict([pair for *_, pairs in contested for pair in pairs])
        found, start = [list(one.verdicts) for one in judged], 0
        for number, place, claim, pairs in contested:
            part, extracted = rows[start : start + len(pairs)], cases[number].extracted
            found[number][place] = reread(claim, found[number][place], part, extracted=extracted)
            start += len(pairs)
        return [replace(one, verdicts=tuple(verdicts)) for one, verdicts in zip(judged, found, strict=True)]

    def _combined(
        self,
        claim: Claim,
        windows: Sequence[Window],
        rows: ProbabilityRows,
        checks: Sequence[Sequence[Check]],
        unasked: Sequence[Window] = (),
    ) -> Verdict:
        return combine(claim, windows, rows, checks, self._model, unasked) if windows else NO_EVIDENCE


def _checks(claim: Claim, windows: Sequence[Window]) -> list[tuple[Check, ...]]:
    return [run_checks(claim, window.text, window.passage, window.piece) for window in windows]
