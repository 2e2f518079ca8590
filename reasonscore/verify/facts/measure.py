"""Measures: the quantities of a statement, each with the name of what it measures or the words beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from reasonscore.decompose.claim import Quantity
from reasonscore.decompose.fields.quantity import find_quantities
from reasonscore.lexicon.unit import parse_unit
from reasonscore.span import Piece
from reasonscore.verify.facts.age import find_age_bands, read_age
from reasonscore.verify.facts.counted import count_name, counted_noun, find_counts, find_further, find_spans, is_count
from reasonscore.verify.facts.frequency import find_frequencies
from reasonscore.verify.facts.series import split_series, standings
from reasonscore.verify.facts.share import find_shares
from reasonscore.verify.facts.statement import Statement, read_statement

_NAMED_KINDS = ("drug", "lab", "vital", "drug_class")
_DRUGS = ("drug", "drug_class")
_NEVER_DOSED = ("U/L", "IU/L", "mmHg", "°C", "°F", "10^9/L", "/min", "mL/min", "mL/min/1.73m2", "fL", "%", "kg/m2")
"""Units of results; a drug named before such a number is no owner of it."""
_NEAR = 40
"""Characters between a drug's or test's name and its number; further away it is somebody else's number."""

_TIMES_TEN = re.compile(r"[×x*·] ?(?:10 ?(?:\^|\*\*) ?)?$")
_POWER = re.compile(r"10 ?(?:\^|\*\*)|10\d{1,2} ?/|(?<=[\^*])\d{1,2} ?/")
_EXCEEDED = re.compile(r"\b(?:exceeded|exceeding|surpassed|in excess of)\s+$", re.IGNORECASE)
_RATE = re.compile(r"\s?(?:per|an?|each|/)\s?(hour|h|minute|min|kg|kilogram|second)\b", re.IGNORECASE)
_PER = {"hour": "h", "h": "h", "minute": "min", "min": "min", "kg": "kg", "kilogram": "kg", "second": "s"}
_LABEL = re.compile(
    r"\b(?:week|month|day|year|visit|cycle|grade|stage|type|class|no\.|number|room|bed|group|arm|part) $", re.IGNORECASE
)
_NOT_LABEL = re.compile(
    r"\b(?:first|second|third|fourth|last|same|each|every|one|a|that|this|next) "
    r"(?:week|month|day|year|visit|cycle|group) $",
    re.IGNORECASE,
)
_NOT_BOUND = re.compile(r"\b(?:no|not) (?:fewer|less|more) than $", re.IGNORECASE)
_POINTS = re.compile(r"\s?percentage points?\b", re.IGNORECASE)
_FLIP = re.compile(
    r"\b(?:never|not|n't|no longer)(?: once)? (?:drop(?:ped)?|f[ae]ll|gone?|went|been|rose|"
    r"risen|ris[e]|climb(?:ed)?|was|were|"
    r"be|fallen|exceed(?:ed)?|reach(?:ed)?)?\s*$",
    re.IGNORECASE,
)
_FLIPPED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_REACHED = re.compile(r"\breach(?:ed)? $", re.IGNORECASE)
_AT_OR = re.compile(r"\bat or $", re.IGNORECASE)
_OR_MORE = re.compile(r"\s+[a-z]+ or (?P<bound>more|higher|above|fewer|less|lower)\b", re.IGNORECASE)
_WEIGHS = re.compile(r"\bweigh(?:s|ed|ing)?(?: \w+)? $", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:in|since|until|by|of|from|to|and|during|before|after|year|early|late) $", re.IGNORECASE)
_TO_FREQUENCY = 24
"""Characters between a dose and how often it is given."""


class Measure(NamedTuple):
    """A quantity, where it stands, the concept it belongs to, and how often a day it is given where that is said.

    `time` and `role` are those of its `Standing`; `limits` is the reference range given beside it; `turned` is a bound
    that a negation turned round ("never fell below 100" is at least 100).
    """

    quantity: Quantity
    piece: Piece
    concept: str | None
    times: float | None = None
    time: str = ""
    role: str = ""
    limits: tuple[float, float] | None = None
    turned: bool = False


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
        if not any(a < one[1][1] and one[1][0] < b for a, b in spoken) and not _is_power(text, one[1][0])
    ]
    for (quantity, piece), standing in zip(quantities, standings(text, quantities), strict=True):
        if quantity.comparator == "=" and _EXCEEDED.search(text, max(0, piece[0] - 16), piece[0]):
            quantity = replace(quantity, comparator=">")
        concept = _owner(statement, piece, quantity.unit)
        if standing.role == "range" and quantity.high is not None:
            found[-1] = found[-1]._replace(limits=(quantity.value, quantity.high))
        if standing.follows is not None and concept is None:
            first = found[standing.follows]
            found[-1] = first._replace(time=first.time or ("early" if standing.time == "late" else ""))
            concept = first.concept
            quantity = replace(
                quantity, name=quantity.name or first.quantity.name, unit=quantity.unit or first.quantity.unit
            )
        quantity, piece = _read_rate(text, quantity, piece)
        quantity = _named(text, read_age(text, quantity, piece), piece)
        bound = _OR_MORE.match(text, piece[1]) if quantity.comparator == "=" else None
        if bound:
            quantity = replace(quantity, comparator=">=" if bound["bound"] in ("more", "higher", "above") else "<=")
        quantity, turned = _turned(text, quantity, piece)
        times = _times(text, piece)
        found.append(Measure(quantity, piece, concept, times, standing.time, standing.role, turned=turned))
    for share, piece in find_shares(text):
        found.append(Measure(share, piece, None, turned=bool(_NOT_BOUND.search(text, max(0, piece[0] - 20), piece[0]))))
    taken = [one.piece for one in found] + spoken
    for extra, piece in (*find_age_bands(text), *find_counts(text), *find_spans(text)):
        if not any(start < piece[1] and piece[0] < end for start, end in taken):
            found.append(Measure(extra, piece, None))
    return tuple(_counted_further(text, found))


def _is_power(text: str, start: int) -> bool:
    """Whether a number is the power of ten behind another, be its exponent on the line ("3.5 × 106/µL")."""
    return _POWER.match(text, start) is not None and _TIMES_TEN.search(text, max(0, start - 8), start) is not None


def _counted_further(text: str, found: list[Measure]) -> list[Measure]:
    """The measures with "another seven" as a count of what was counted before it."""
    for value, piece in find_further(text):
        before = [one for one in found if is_count(one.quantity.name) and one.piece[1] <= piece[0]]
        if not before:
            continue
        found = [one for one in found if not (piece[0] <= one.piece[0] < piece[1])]
        name = max(before, key=lambda one: one.piece).quantity.name
        found.append(Measure(Quantity(value, None, name), piece, None))
    return found


def is_year(text: str, measure: Measure) -> bool:
    """Whether a number is a year of the calendar."""
    value, (start, end) = measure.quantity.value, measure.piece
    plain = measure.quantity.unit is None and 1850 <= value <= 2100 and value == int(value) and end - start == 4
    return plain and bool(_YEAR.search(text, max(0, start - 8), start))


def is_label(text: str, measure: Measure) -> bool:
    """Whether a number only names something, "week 12"."""
    start = measure.piece[0]
    if _NOT_LABEL.search(text, max(0, start - 24), start):
        return False
    return measure.quantity.unit is None and bool(_LABEL.search(text, max(0, start - 10), start))


def _turned(text: str, quantity: Quantity, piece: Piece) -> tuple[Quantity, bool]:
    """The quantity with its bound turned round where the verb before it is denied, "never exceeded 2"."""
    before = text[max(0, piece[0] - 32) : piece[0]]
    if quantity.comparator == ">" and _AT_OR.search(before):
        quantity = replace(quantity, comparator=">=")
    elif quantity.comparator == "<" and _AT_OR.search(before):
        quantity = replace(quantity, comparator="<=")
    if not _FLIP.search(before):
        return quantity, False
    bound = ">=" if quantity.comparator == "=" and _REACHED.search(before) else quantity.comparator
    return (replace(quantity, comparator=_FLIPPED[bound]), True) if bound in _FLIPPED else (quantity, False)


def _read_rate(text: str, quantity: Quantity, piece: Piece) -> tuple[Quantity, Piece]:
    """The quantity with what it is counted by, "60 mL per hour"."""
    points = _POINTS.match(text, piece[1])
    if points and quantity.unit is None:
        return replace(quantity, unit="%", name=None), (piece[0], points.end())
    match = _RATE.match(text, piece[1]) if quantity.unit and "/" not in quantity.unit else None
    if match is None:
        return quantity, piece
    unit = f"{quantity.unit}/{_PER[match.group(1).lower()]}"
    return (replace(quantity, unit=unit), (piece[0], match.end())) if parse_unit(unit) else (quantity, piece)


def _named(text: str, quantity: Quantity, piece: Piece) -> Quantity:
    """The quantity with the name that a verb or the noun behind it gives it."""
    if quantity.name is not None:
        return quantity
    if quantity.unit in ("kg", "lb", "g") and _WEIGHS.search(text, max(0, piece[0] - 24), piece[0]):
        return replace(quantity, name="weight")
    if quantity.unit is None and (noun := counted_noun(text, piece[1])):
        return replace(quantity, name=count_name(noun))
    return quantity


def _times(text: str, piece: Piece) -> float | None:
    """How often a day; a text that speaks of a daily dose before the number means once."""
    for frequency in find_frequencies(text):
        between = text[piece[1] : frequency.piece[0]]
        if frequency.piece[0] >= piece[1] and len(between) <= _TO_FREQUENCY and not re.search(r"[.;,\d]", between):
            return frequency.daily
    return 1.0 if "daily dose" in text.lower() else None


def _owner(statement: Statement, piece: Piece, unit: str | None) -> str | None:
    """The drug or test named nearest before a number without another number between them, else right after it."""
    best: str | None = None
    for mention in statement.mentions:
        if mention.concept.kind not in _NAMED_KINDS:
            continue
        if unit in _NEVER_DOSED and mention.concept.kind in _DRUGS:
            continue
        start, end = mention.span
        between = statement.text[end : piece[0]]
        if end <= piece[0] and len(between) <= _NEAR and not any(c.isdigit() or c in ";." for c in between):
            best = mention.concept.id
        after = statement.text[piece[1] : start]
        if best is None and piece[1] <= start and len(after) <= 8 and not any(c in ",;." for c in after):
            return mention.concept.id
    return best
