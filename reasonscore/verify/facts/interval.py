"""Intervals: what values a quantity allows, and whether one quantity implies or excludes another."""

from __future__ import annotations

import math
from typing import NamedTuple

from reasonscore.decompose.claim import Quantity
from reasonscore.lexicon.unit import convert

ABOUT = 0.1
"""What "about 5" allows on either side, as a share of the number."""
ABOUT_DEGREES = 0.008
"""The same for temperatures, whose whole range is narrow beside their value."""
CONVERTED = 0.02
"""What rounding may have cost where the two sides use different units."""

CONVERTED_DEGREES = 0.003
"""The same for temperatures, whose usual range is narrow beside their value."""


class Interval(NamedTuple):
    """Values that a quantity allows; an open end excludes its own value."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False


def implies(held: Quantity, asked: Quantity, name: str | None = None) -> bool | None:
    """True where what is held implies what is asked, False where both cannot be, None where nothing can be said.

    Args:
        held: What is known.
        asked: What is claimed.
        name: What is measured; conversion between mass and substance needs it.

    >>> implies(Quantity(24, "mL/min", "eGFR"), Quantity(30, "mL/min", "eGFR", "<"))
    True
    """
    known = in_unit(held, asked.unit, name)
    if known is None:
        return None
    changed = asked.unit is not None and held.unit is not None and asked.unit != held.unit
    rounding = (CONVERTED_DEGREES if asked.unit in ("°C", "°F") else CONVERTED) if changed else 0.0
    want, have = interval(asked, rounding), interval(known)
    if _inside(have, want):
        return True
    return False if _disjoint(have, want) else None


def in_unit(quantity: Quantity, unit: str | None, name: str | None = None) -> Quantity | None:
    """The quantity in another unit, None where they cannot be compared; a missing unit is taken to be the other's."""
    if quantity.unit == unit or quantity.unit is None or unit is None:
        return quantity
    low = convert(quantity.value, quantity.unit, unit, name)
    high = convert(quantity.high, quantity.unit, unit, name) if quantity.high is not None else None
    if low is None or (quantity.high is not None and high is None):
        return None
    return Quantity(low, unit, quantity.name, quantity.comparator, high)


def interval(quantity: Quantity, rounding: float = 0.0) -> Interval:
    """The values that a quantity allows.

    Args:
        quantity: With comparator or range.
        rounding: Share of the value that a conversion may have lost.
    """
    low, high = quantity.value, quantity.high if quantity.high is not None else quantity.value
    slack = max(rounding, 1e-9) * max(1.0, abs(low))
    if quantity.comparator in ("<", "<="):
        return Interval(-math.inf, low, True, quantity.comparator == "<")
    if quantity.comparator in (">", ">="):
        return Interval(low, math.inf, quantity.comparator == ">", True)
    if quantity.comparator == "~":
        slack = (ABOUT_DEGREES if quantity.unit in ("°C", "°F") else ABOUT) * abs(low)
    return Interval(low - slack, high + slack)


def _inside(inner: Interval, outer: Interval) -> bool:
    low = inner.low > outer.low or (inner.low == outer.low and (not outer.low_open or inner.low_open))
    high = inner.high < outer.high or (inner.high == outer.high and (not outer.high_open or inner.high_open))
    return low and high


def _disjoint(one: Interval, two: Interval) -> bool:
    first, second = (two, one) if two < one else (one, two)
    if first.high != second.low:
        return first.high < second.low
    return first.high_open or second.low_open
