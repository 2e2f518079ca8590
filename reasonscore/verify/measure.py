"""Measures: the quantities of a statement, each with the name of what it measures or the words beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from reasonscore.decompose.claim import Quantity
from reasonscore.decompose.quantity import find_quantities
from reasonscore.span import Piece
from reasonscore.verify.frequency import find_frequencies
from reasonscore.verify.series import split_series, standings
from reasonscore.verify.statement import Statement, read_statement

_NAMED_KINDS = ("drug", "lab", "vital", "drug_class")
_NEAR = 40
"""Characters between a drug's or test's name and its number; further away it is somebody else's number."""

_EXCEEDED = re.compile(r"\b(?:exceeded|exceeding|surpassed|in excess of)\s+$", re.IGNORECASE)
_TO_FREQUENCY = 24
"""Characters between a dose and how often it is given."""
_SHARE = re.compile(r"(?<![\d.])(\d{1,7}) (?:out )?of (?:the |all )?(\d{1,7})(?![\d.]|\s?%)")


_AGED = re.compile(
    r"\b(?:(?P<less>younger than|(?:below|under) (?:the )?age(?: of)?)|"
    r"(?P<more>older than|(?:over|above|past) (?:the )?age(?: of)?)|aged|age is|age was|age:?|aged about)\s*$",
    re.IGNORECASE,
)
_OLD = re.compile(r"[- ]?(?:years?|yrs?|y)?[- ]?(?:old\b|of age\b)|[- ]?y/?o\b|(?:older|younger) than", re.IGNORECASE)
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "tenth": 10,
}
_ONES = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_BOUNDS = {
    "more than": ">", "over": ">", "at least": ">=", "less than": "<", "fewer than": "<", "under": "<", "at most": "<=",
    "about": "~", "almost": "~", "nearly": "~", "roughly": "~", "around": "~", "approximately": "~",
}  # fmt: skip
_BOUND = re.compile(rf"\b({'|'.join(_BOUNDS)})\s+$", re.IGNORECASE)
_FRACTION = re.compile(
    r"(?<![\w-])(?:(?P<few>a|one|two|three|four|five|six|seven|eight|nine)[ -])?(?P<part>half|third|quarter|"
    r"fourth|fifth|sixth|"
    r"seventh|eighth|tenth)s?(?= of\b)|"
    r"(?<![\w-])(?P<some>one|two|three|four|five|six|seven|eight|nine|\d{1,3}) (?:in|out of) (?:every )?"
    r"(?P<all>two|three|four|five|six|seven|eight|nine|ten|\d{1,4})(?![\w.%])",
    re.IGNORECASE,
)


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
        quantity = _age(text, quantity, piece)
        found.append(Measure(quantity, piece, concept, _times(text, piece), standing.time, standing.role))
    for match in _FRACTION.finditer(text):
        if match["part"]:
            share = _ONES[(match["few"] or "a").lower()] / _PARTS[match["part"].lower()]
        else:
            share = _count(match["some"]) / max(1, _count(match["all"]))
        if share <= 1:
            word = _BOUND.search(text, max(0, match.start() - 16), match.start())
            comparator = _BOUNDS[word.group(1).lower()] if word else "="
            found.append(Measure(Quantity(100 * share, "%", None, comparator), match.span(), None))
    for match in _SHARE.finditer(text):
        part, whole = int(match[1]), int(match[2])
        if 0 <= part <= whole and whole:
            found.append(Measure(Quantity(100 * part / whole, "%"), match.span(), None))
    return tuple(found)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _ONES[word.lower()]


def _age(text: str, quantity: Quantity, piece: Piece) -> Quantity:
    """The quantity as an age where the words about it say so."""
    if quantity.name not in (None, "age") or quantity.unit not in (None, "year"):
        return quantity
    before = _AGED.search(text, max(0, piece[0] - 40), piece[0])
    if before is None and not _OLD.match(text, piece[1]) and not _OLD.search(text, *piece) and quantity.name is None:
        return quantity
    comparator = quantity.comparator
    if before is not None and comparator == "=":
        comparator = "<" if before["less"] else ">" if before["more"] else "="
    return replace(quantity, name="age", unit="year", comparator=comparator)


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
