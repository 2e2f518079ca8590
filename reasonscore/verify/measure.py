"""Measures: the quantities of a statement, each with the name of what it measures or the words beside it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reasonscore.decompose.claim import Quantity
from reasonscore.decompose.quantity import find_quantities
from reasonscore.span import Piece
from reasonscore.verify.statement import Statement, read_statement

_NAMED_KINDS = ("drug", "lab", "vital", "drug_class")
_NEAR = 40
"""Characters between a drug's or test's name and its number; further away it is somebody else's number."""


class Measure(NamedTuple):
    """A quantity, where it stands, and the concept it belongs to where the number has no name of its own."""

    quantity: Quantity
    piece: Piece
    concept: str | None


@lru_cache(maxsize=16384)
def measures(text: str) -> tuple[Measure, ...]:
    """The quantities of a sentence.

    >>> [(m.quantity.value, m.concept) for m in measures("Warfarin 5 mg daily.")]
    [(5.0, 'drug:warfarin')]
    """
    if not any(character.isdigit() for character in text) and len(text) > 2000:
        return ()
    statement = read_statement(text)
    return tuple(Measure(quantity, piece, _owner(statement, piece)) for quantity, piece in find_quantities(text))


def _owner(statement: Statement, piece: Piece) -> str | None:
    """The drug or test named nearest before a number without another number between them, else right after it."""
    best: str | None = None
    for mention in statement.mentions:
        if mention.concept.kind not in _NAMED_KINDS:
            continue
        start, end = mention.span
        between = statement.text[end : piece[0]]
        if end <= piece[0] and len(between) <= _NEAR and not any(c.isdigit() or c in ";." for c in between):
            best = mention.concept.id
        after = statement.text[piece[1] : start]
        if best is None and piece[1] <= start and len(after) <= 8 and not any(c in ",;." for c in after):
            return mention.concept.id
    return best
