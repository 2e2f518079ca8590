"""The stages of a run, loaded at first use and applied to a block of records at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from reasonscore.decompose.claim import Claim, Decomposition
from reasonscore.decompose.decomposer import Decomposer, Source
from reasonscore.record import Passage, Record
from reasonscore.retrieve.retriever import Retriever
from reasonscore.settings import Settings
from reasonscore.trace.trace import Trace
from reasonscore.verify.verifier import Case, Judgement, Verifier

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
        self._given_retriever = retriever

    @cached_property
    def decomposer(self) -> Decomposer:
        """The decomposer of the settings' tier, pipeline and granularity."""
        from reasonscore.decompose.loader import load_decomposer

        return load_decomposer(self.settings.tier, self.settings.pipeline, self.settings.granularity)

    @cached_property
    def retriever(self) -> Retriever | None:
        """The caller's retriever, else the index of the settings, else the primer; None where there is none of them."""
        from reasonscore.retrieve.index import open_index

        if self._given_retriever is not None:
            return self._given_retriever
        return open_index(self.settings.index) if self.settings.index is not None else None

    @cached_property
    def verifier(self) -> Verifier:
        """The verifier with the settings' backend."""
        from reasonscore.verify.loader import load_backend

        return Verifier(load_backend(self.settings.verifier, self.settings.model, self.settings.threads))

    def read(self, records: Sequence[Record]) -> list[Read]:
        """Each record with its trace and the items of its reference reasoning."""
        from reasonscore.trace.reader import read_trace

        return [Read(record, read_trace(record), reference_items(record)) for record in records]

    def decompose(self, reads: Sequence[Read]) -> list[Decomposition]:
        """The claims of each response."""
        return self.decomposer.decompose_many([Source(read.trace, read.record.question) for read in reads])

    def retrieve(self, records: Sequence[Record], claims: Sequence[Sequence[Claim]]) -> list[Evidence]:
        """Each record's own evidence, or for a record without any what the retriever finds for each of its claims."""
        from reasonscore.retrieve.query import make_query

        found: list[Evidence] = []
        retriever = self.retriever
        for record, own in zip(records, claims, strict=True):
            if record.evidence is not None or retriever is None:
                found.append([record.evidence or ()])
            else:
                queries = [make_query(claim.text, record.question) for claim in own]
                found.append(retriever.retrieve(queries, self.settings.top_k) or [()])
        return found

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
                )
                for read, own, passages in zip(reads, claims, evidence, strict=True)
            ]
        )

    def retrieve_signature(self) -> Mapping[str, str]:
        """Where evidence comes from."""
        if self.retriever is None:
            return {"evidence": "own"}
        return {"evidence": "own-or-found", "k": str(self.settings.top_k), **self.retriever.signature()}


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
