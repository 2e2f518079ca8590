"""What a decomposer is: traces in, claims out, in the order of the traces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from reasonscore.decompose.claim import Decomposition
from reasonscore.trace.trace import Trace


class Source(NamedTuple):
    """A trace and the question that it answers, whose entities may be meant by its pronouns."""

    trace: Trace
    question: str | None = None


@runtime_checkable
class Decomposer(Protocol):
    """Splits texts into claims; batches over texts, and one text's claims never depend on its neighbours."""

    def decompose_many(self, sources: Sequence[Source]) -> list[Decomposition]:
        """One decomposition a source, in order."""

    def signature(self) -> Mapping[str, str]:
        """What changes the claims: tier, pipeline with version, granularity, rule version."""
