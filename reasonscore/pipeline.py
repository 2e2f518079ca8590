"""The stages of a run, loaded at first use and applied to a block of records at a time."""

from __future__ import annotations

import logging
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, NamedTuple

from reasonscore.decompose.claim import Claim, Decomposition
from reasonscore.decompose.decomposer import Decomposer, Source
from reasonscore.record import Passage, Record, Row
from reasonscore.retrieve.recorded_search import is_recorded, recorded_passages, recorded_row
from reasonscore.retrieve.retriever import Retriever
from reasonscore.settings import Settings
from reasonscore.span import make_span
from reasonscore.trace.trace import Trace
from reasonscore.verify.backend import Backend
from reasonscore.verify.verifier import Case, Judgement, Verifier

_log = logging.getLogger("reasonscore")

Evidence = Sequence[Sequence[Passage]]
"""One list of passages for all claims of a record, or one a claim."""


class Read(NamedTuple):
    """A record with what was read in its response."""

    record: Record
    trace: Trace
    references: tuple[str, ...]


class Pipeline:
    """Loads each stage when a block first needs it.

    Args:
        settings: The run's choices.
        retriever: A retriever of the caller's own, in place of the index of the settings.
    """

    def __init__(self, settings: Settings, retriever: Retriever | None = None) -> None:
        self.settings = settings
        self.given_retriever = retriever
        self._told = False

    def __getstate__(self) -> dict[str, Any]:
        # What is loaded stays here: a copy in another process loads its own.
        return {"settings": self.settings, "given_retriever": self.given_retriever, "_told": self._told}

    @cached_property
    def decomposer(self) -> Decomposer:
        """The decomposer of the settings' tier, pipeline and granularity."""
        from reasonscore.decompose.loader import load_decomposer

        return load_decomposer(self.settings.tier, self.settings.pipeline, self.settings.granularity)

    @cached_property
    def retriever(self) -> Retriever | None:
        """The caller's retriever, else the index of the settings, else the primer; None where there is none of them."""
        from reasonscore.retrieve.loader import load_retriever
        from reasonscore.retrieve.primer import open_primer

        if self.given_retriever is not None:
            return self.given_retriever
        if self.settings.index is not None:
            return load_retriever(self.settings.index)
        return open_primer() if self.settings.primer else None

    @cached_property
    def uses_primer(self) -> bool:
        """Whether records without evidence are judged by the embedded demonstration corpus."""
        return self.settings.primer and self.settings.index is None and self.given_retriever is None

    @cached_property
    def verifier(self) -> Verifier:
        """The verifier with the settings' backend."""
        return Verifier(self.backend)

    @cached_property
    def backend(self) -> Backend:
        """The settings' entailment backend, with its memory of judged pairs."""
        from reasonscore.verify.backends.loader import BackendChoice, load_backend

        found = self.settings
        choice = BackendChoice(found.model, found.threads, found.device, found.dtype)
        return load_backend(found.verifier, choice, found.pair_cache)

    def read(self, records: Sequence[Record]) -> list[Read]:
        """Each record with its trace and the items of its reference reasoning."""
        from reasonscore.trace.reader import read_trace

        return [Read(record, read_trace(record), reference_items(record)) for record in records]

    def decompose(self, reads: Sequence[Read]) -> list[Decomposition]:
        """The claims of each response."""
        return self.decomposer.decompose_many([Source(read.trace, read.record.question) for read in reads])

    def retrieve(self, records: Sequence[Record], claims: Sequence[Sequence[Claim]]) -> list[Evidence]:
        """Each record's own evidence, or for a record without any what the retriever finds for each of its claims."""
        retriever = self.retriever
        queries = [
            self.queries(own, record.question) if record.evidence is None and retriever else []
            for record, own in zip(records, claims, strict=True)
        ]
        asked = [query for mine in queries for query in mine]
        if asked:
            self._tell_of_primer()
        # One call for the whole block: a search answers equal queries once, and many at a time.
        answers = iter(retriever.retrieve(asked, self.settings.top_k) if retriever and asked else ())
        found: list[Evidence] = []
        for record, own, mine in zip(records, claims, queries, strict=True):
            if record.evidence is not None:
                found.append(self.own_evidence(record.row, record.evidence, own, record.question))
            else:
                found.append([next(answers) for _ in mine] or [()])
        return found

    def queries(self, claims: Sequence[Claim], question: str | None) -> list[str]:
        """What is searched for each claim."""
        from reasonscore.retrieve.query import make_query

        return [make_query(claim.text, question) for claim in claims]

    def own_evidence(
        self, row: Row, evidence: Sequence[Passage], claims: Sequence[Claim], question: str | None
    ) -> Evidence:
        """A row's own passages: for each claim those that a search once found for it, where the row says so; else all.

        Raises:
            InputError: Where what the row says does not fit its passages.
        """
        if not is_recorded(row) or not claims:
            return [evidence]
        return recorded_passages(row, evidence, self.queries(claims, question))

    def recorded(self, claims: Sequence[Claim], question: str | None, found: Evidence) -> dict[str, Any]:
        """The fields `evidence` and `retrieval` for what the caller's own search found; none for an index."""
        if self.retriever is None or not self._asks_elsewhere:
            return {}
        return recorded_row(self.queries(claims, question), found, self.retriever.signature(), self._asked_on)

    @cached_property
    def _asks_elsewhere(self) -> bool:
        from reasonscore.retrieve.index import Index

        return not isinstance(self.retriever, Index)

    @cached_property
    def _asked_on(self) -> str:
        """The day of the run. What an outside search finds depends on it, and no other result does."""
        return datetime.now(UTC).date().isoformat()

    def verify(
        self, reads: Sequence[Read], claims: Sequence[Sequence[Claim]], evidence: Sequence[Evidence]
    ) -> list[Judgement]:
        """Verdicts, step categories and coverages of each record."""
        return self.verifier.verify_many(
            [
                Case(
                    claims=own,
                    evidence=passages,
                    response=read.trace.text,
                    references=read.references,
                    steps=tuple(step.text for step in read.trace.steps),
                    question=read.record.question,
                    claimless=claimless_steps(read.trace, own),
                    readable=read.trace.language == "en",
                    extracted=True,
                )
                for read, own, passages in zip(reads, claims, evidence, strict=True)
            ]
        )

    def _tell_of_primer(self) -> None:
        if self.uses_primer and not self._told:
            self._told = True
            _log.warning(
                "rows without evidence are judged by the embedded primer, a demonstration corpus and not clinical "
                "guidance; give an index, or turn it off (--no-primer, primer=False)"
            )

    def tell_of_own_evidence(self) -> None:
        """Say once that rows with evidence are not searched for."""
        if not self._told:
            self._told = True
            _log.warning("rows that bring evidence keep it; remove the field to have the index searched for them")

    def retrieve_signature(self) -> Mapping[str, str]:
        """Where evidence comes from."""
        if self.retriever is None:
            return {"evidence": "own"}
        source = "own-or-primer" if self.uses_primer else "own-or-found"
        return {"evidence": source, "k": str(self.settings.top_k), **self.retriever.signature()}


def claimless_steps(trace: Trace, claims: Sequence[Claim]) -> frozenset[int]:
    """Indices of the located steps that no claim touches; none where the text gave no claims at all to go by."""
    pieces = make_span(piece for claim in claims for piece in claim.span)
    starts = [start for start, _ in pieces]

    def touched(start: int, end: int) -> bool:
        before = bisect_left(starts, end)
        return before > 0 and pieces[before - 1][1] > start

    return frozenset(
        index
        for index, step in enumerate(trace.steps)
        if step.span and not any(touched(start, end) for start, end in step.span)
    )


def reference_items(record: Record) -> tuple[str, ...]:
    r"""The items of the reference reasoning: a list as it is, a single string split into its steps.

    >>> from reasonscore.record import parse_record
    >>> reference_items(parse_record({"response": "", "reference": {"reasoning": "1. Fever.\n2. Rash."}}))
    ('Fever.', 'Rash.')
    """
    from reasonscore.trace.step import split_steps

    if isinstance(record.gold_reasoning, str):
        return tuple(step.text for step in split_steps(record.gold_reasoning))
    return record.gold_reasoning or ()
