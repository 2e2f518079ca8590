"""Points in time that a text names, as years, days of a month and times of the clock, and what lies between two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from reasonscore.decompose.search.expression import Expression
from reasonscore.span import Piece

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|"
        "october oct|november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = Expression(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_NAMES})|"
    rf"(?P<month2>{_NAMES}) (?P<day2>\d{{1,2}})(?!\d))"
    r"(?:,? (?P<year>(?:19|20)\d\d))?\b"
)
_CLOCK = re.compile(r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?! ?[ap]m)(?![\d:])", re.IGNORECASE)
_YEAR = re.compile(
    r"\b(?:in|since|until|by|of|from|to|and|during|before|after|year|early|late|around) "
    r"(?P<year>(?:18[5-9]|19\d|20\d)\d)\b(?![./-]\d)",
    re.IGNORECASE,
)
_HOURS = {"min": 1 / 60, "h": 1.0, "day": 24.0, "week": 168.0, "month": 730.5, "year": 8766.0}
_DAYS_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


class Point(NamedTuple):
    """A point in time: its kind ("year", "day" or "clock"), its place in hours, and where it stands."""

    kind: str
    hours: float
    piece: Piece


@lru_cache(maxsize=4096)
def find_points(text: str) -> tuple[Point, ...]:
    """The points in time of a text, in order; dates without a year are taken to lie in one year.

    >>> [(point.kind, point.hours / 24) for point in find_points("From 3 May to 10 May.")]
    [('day', 123.0), ('day', 130.0)]
    """
    found = []
    for match in _DATE.finditer(text):
        day, month = int(match["day"] or match["day2"]), _MONTHS[(match["month"] or match["month2"]).lower()]
        if 1 <= day <= 31:
            days = 365.25 * int(match["year"] or 0) + _DAYS_BEFORE[month - 1] + day
            found.append(Point("day" if not match["year"] else "date", 24.0 * days, match.span()))
    taken = [point.piece for point in found]
    found += [
        Point("clock", int(match["hour"]) + int(match["minute"]) / 60, match.span()) for match in _CLOCK.finditer(text)
    ]
    for year in _YEAR.finditer(text):
        piece = year.span("year")
        if not any(start <= piece[0] < end for start, end in taken):
            found.append(Point("year", 8766.0 * int(year["year"]), piece))
    return tuple(sorted(found, key=lambda point: point.piece))


def elapsed(points: Sequence[Point], unit: str) -> float | None:
    """What lies between the only two points, in a unit of time; None where there are not two of one kind.

    >>> elapsed(find_points("From 09:00 until 13:00"), "h")
    4.0
    """
    if len(points) != 2 or points[0].kind != points[1].kind or unit not in _HOURS:
        return None
    if (points[0].kind == "year") != (unit == "year") or (points[0].kind == "clock" and unit not in ("h", "min")):
        return None
    hours = points[1].hours - points[0].hours
    if hours < 0 and points[0].kind == "clock":
        hours += 24
    return hours / _HOURS[unit] if hours > 0 else None
