"""Measures: the quantities of a statement, each with the name of what it measures or the words beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from reasonscore.decompose.claim import Quantity
from reasonscore.decompose.quantity import find_quantities
from reasonscore.span import Piece
from reasonscore.verify.statement import Statement, read_statement

_NAMED_KINDS = ("drug", "lab", "vital", "drug_class")
_NEAR = 40
"""Characters between a drug's or test's name and its number; further away it is somebody else's number."""

_EXCEEDED = re.compile(r"\b(?:exceeded|exceeding|surpassed|in excess of)\s+$", re.IGNORECASE)
_PER_DAY: tuple[tuple[float, re.Pattern[str]], ...] = tuple(
    (times, re.compile(rf"[^.;,]{{0,12}}?\b(?:{words})\b", re.IGNORECASE))
    for times, words in (
        (4.0, r"four times (?:a|per|daily|every)|q\.?i\.?d|every 6 hours|q6h"),
        (3.0, r"three times (?:a|per|daily|every)|thrice|t\.?i\.?d|every 8 hours|q8h"),
        (2.0, r"twice|two times|b\.?i\.?d|every 12 hours|q12h"),
        (1.0, r"daily|once|a day|per day|each day|every (?:day|morning|evening|night)|o\.?d|in 24 hours|at night"),
    )
)
_SHARE = re.compile(r"(?<![\d.])(\d{1,7}) (?:out )?of (?:the |all )?(\d{1,7})(?![\d.]|\s?%)")


class Measure(NamedTuple):
    """A quantity, where it stands, the concept it belongs to, and how often a day it is given where that is said."""

    quantity: Quantity
    piece: Piece
    concept: str | None
    times: float | None = None


@lru_cache(maxsize=16384)
def measures(text: str) -> tuple[Measure, ...]:
    """The quantities of a sentence; "96 of 480" is also a percentage.

    >>> [(m.quantity.value, m.concept, m.times) for m in measures("Warfarin 5 mg daily.")]
    [(5.0, 'drug:warfarin', 1.0)]
    """
    statement = read_statement(text)
    found = []
    for quantity, piece in find_quantities(text):
        if quantity.comparator == "=" and _EXCEEDED.search(text, max(0, piece[0] - 16), piece[0]):
            quantity = replace(quantity, comparator=">")
        found.append(Measure(quantity, piece, _owner(statement, piece), _times(text, piece)))
    for match in _SHARE.finditer(text):
        part, whole = int(match[1]), int(match[2])
        if 0 <= part <= whole and whole:
            found.append(Measure(Quantity(100 * part / whole, "%"), match.span(), None))
    return tuple(found)


def _times(text: str, piece: Piece) -> float | None:
    """How often a day; a text that speaks of a daily dose before the number means once."""
    window = text[piece[1] : piece[1] + 40]
    for times, pattern in _PER_DAY:
        if pattern.match(window):
            return times
    return 1.0 if "daily dose" in text.lower() else None


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
