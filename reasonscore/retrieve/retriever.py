"""What a retriever is: queries in, ranked passages out, in the order of the queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from reasonscore.record import Passage


@runtime_checkable
class Retriever(Protocol):
    """Finds passages for queries; the same queries give the same passages in the same order, ties included."""

    def retrieve(self, queries: Sequence[str], top_k: int) -> list[list[Passage]]:
        """For each query at most `top_k` passages, best first, each with its score."""

    def signature(self) -> Mapping[str, str]:
        """What changes the ranking: engine, variant, parameters, tokenizer, index digest."""
