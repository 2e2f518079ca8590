"""Measures: the quantities of a statement, each with the name of what it measures or the words beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from reasonscore.decompose.claim import Quantity
from reasonscore.decompose.quantity import find_quantities
from reasonscore.span import Piece
from reasonscore.verify.age import read_age
from reasonscore.verify.frequency import find_frequencies
from reasonscore.verify.series import split_series, standings
from reasonscore.verify.share import find_shares
from reasonscore.verify.statement import Statement, read_statement

_NAMED_KINDS = ("drug", "lab", "vital", "drug_class")
_NEAR = 40
"""Characters between a drug's or test's name and its number; further away it is somebody else's number."""

_EXCEEDED = re.compile(r"\b(?:exceeded|exceeding|surpassed|in excess of)\s+$", re.IGNORECASE)
_TO_FREQUENCY = 24
"""Characters between a dose and how often it is given."""


class Measure(NamedTuple):
    """A quantity, where it stands, the concept it belongs to, and how often a day it is given where that is said.

    `time` and `role` are those of its `Standing`; `limits` is the reference range given beside it.
    """

    quantity: Quantity
    piece: Piece
    concept: str | None
    times: float | None = None
    time: str = ""
    role: str = ""
    limits: tuple[float, float] | None = None


@lru_cache(maxsize=16384)
def measures(text: str) -> tuple[Measure, ...]:
    """The quantities of a sentence; "96 of 480" is also a percentage.

    >>> [(m.quantity.value, m.concept, m.times) for m in measures("Warfarin 5 mg daily.")]
    [(5.0, 'drug:warfarin', 1.0)]
    """
    statement = read_statement(text)
    found: list[Measure] = []
    spoken = [frequency.piece for frequency in find_frequencies(text)]
    quantities = [
        one
        for one in split_series(text, find_quantities(text))
        if not any(a < one[1][1] and one[1][0] < b for a, b in spoken)
    ]
    for (quantity, piece), standing in zip(quantities, standings(text, quantities), strict=True):
        if quantity.comparator == "=" and _EXCEEDED.search(text, max(0, piece[0] - 16), piece[0]):
            quantity = replace(quantity, comparator=">")
        concept = _owner(statement, piece)
        if standing.role == "range" and quantity.high is not None:
            found[-1] = found[-1]._replace(limits=(quantity.value, quantity.high))
        if standing.follows is not None and concept is None:
            first = found[standing.follows]
            found[-1] = first._replace(time=first.time or ("early" if standing.time == "late" else ""))
            concept = first.concept
            quantity = replace(
                quantity, name=quantity.name or first.quantity.name, unit=quantity.unit or first.quantity.unit
            )
        quantity = read_age(text, quantity, piece)
        found.append(Measure(quantity, piece, concept, _times(text, piece), standing.time, standing.role))
    found += [Measure(share, piece, None) for share, piece in find_shares(text)]
    return tuple(found)


def _times(text: str, piece: Piece) -> float | None:
    """How often a day; a text that speaks of a daily dose before the number means once."""
    for frequency in find_frequencies(text):
        between = text[piece[1] : frequency.piece[0]]
        if frequency.piece[0] >= piece[1] and len(between) <= _TO_FREQUENCY and not re.search(r"[.;,\d]", between):
            return frequency.daily
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
