"""A claim beside a piece of evidence: the statements of both and which of them are about the same thing."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from reasonscore.decompose.claim import Claim
from reasonscore.span import Piece
from reasonscore.verify.facts.statement import (
    REMEMBERED,
    Statement,
    held_words,
    light_keys,
    read_statement,
    split_statements,
)


class Aligned(NamedTuple):
    """A sentence of the evidence with the share of the claim's words that it holds; `offset` places it."""

    share: float
    offset: int
    statement: Statement

    def place(self, piece: Piece) -> Piece:
        """A piece of the sentence as a piece of the evidence."""
        return piece[0] + self.offset, piece[1] + self.offset

    @property
    def piece(self) -> Piece:
        """Where the sentence stands in the evidence."""
        return self.offset, self.offset + len(self.statement.text)


@dataclass(slots=True, eq=False)
class Comparison:
    """What a check is given; comparisons compare by identity, which is cheap to hash.

    Args:
        claim: The claim's text as a statement.
        evidence: Sentences of the evidence with their offsets.
        source: The claim itself where it was decomposed; checks prefer its fields to their own reading of the text.
    """

    claim: Statement
    evidence: tuple[tuple[int, Statement], ...]
    source: Claim | None = None
    _held: list[frozenset[int]] | None = field(default=None, init=False, repr=False)

    def aligned(self, least: float, without: frozenset[str] = frozenset()) -> list[Aligned]:
        """Sentences that hold at least that share of the claim's words, the fullest first.

        Args:
            least: From 0 to 1.
            without: Keys of words that do not count: those whose difference a check is after.
        """
        asked = asked_words(self.claim, without)
        if not asked:
            return []
        if self._held is None:
            # Indices of the claim's words that each sentence of the evidence holds.
            self._held = [held_words(self.claim, statement) for _, statement in self.evidence]
        size = len(asked)
        found = [
            Aligned(share, offset, statement)
            for (offset, statement), held in zip(self.evidence, self._held, strict=True)
            if (share := len(asked & held) / size) >= least
        ]
        if len(found) > 1:
            found.sort(key=lambda one: (-one.share, one.offset))
        return found


@lru_cache(maxsize=REMEMBERED)
def asked_words(claim: Statement, without: frozenset[str]) -> frozenset[int]:
    """Indices of the words that a sentence is to hold: light ones only where there are no others."""
    if without and without.isdisjoint(claim.keys):
        return asked_words(claim, frozenset())
    asked = [index for index, word in enumerate(claim.words) if word.key not in without]
    return frozenset([index for index in asked if claim.words[index].key not in light_keys()] or asked)


def compare(claim: Claim | str, evidence: str) -> Comparison:
    """The comparison of a claim, decomposed or bare, with the text of an evidence window."""
    text = claim if isinstance(claim, str) else claim.text
    decomposed = claim if isinstance(claim, Claim) and claim.provenance else None
    return Comparison(read_statement(text), split_statements(evidence), decomposed)
