"""Quantities: the same thing measured, do the numbers agree?

Each quantity is an interval ("below 30" is everything under 30). Evidence whose interval lies inside the claim's agrees
("eGFR 24" supports "eGFR below 30"), a disjoint one conflicts, everything else is silent.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from reasonscore.decompose.claim import Quantity
from reasonscore.decompose.quantity import find_quantities
from reasonscore.lexicon.unit import convert
from reasonscore.span import Piece
from reasonscore.verify.verdict import Check

NAME = "quantity"
ABOUT = 0.1
"""What "about 5" allows on either side, as a share of the number."""
CONVERTED = 0.02
"""What rounding may have cost where the two sides use different units."""


class Interval(NamedTuple):
    """Values that a quantity allows; an open end excludes its own value."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False


def quantity_check(claim: str, evidence: str) -> Check:
    """Whether the claim's numbers agree with the evidence's numbers of the same things.

    >>> quantity_check("Her potassium was above 5.5 mmol/L.", "Potassium 6.1 mmol/L on admission.").outcome
    'agree'
    >>> quantity_check("Her potassium was 3.1 mmol/L.", "Potassium 6.1 mmol/L on admission.").outcome
    'conflict'
    """
    known = find_quantities(evidence)
    agreed: tuple[Piece, Piece] | None = None
    for asked, piece in find_quantities(claim):
        found = [(outcome, where) for held, where in known if (outcome := compare(asked, held)) is not None]
        if not found:
            continue
        inside = [where for outcome, where in found if outcome]
        if inside:
            agreed = agreed or (piece, inside[0])
        elif all(outcome is False for outcome, _ in found):
            return Check(NAME, "conflict", (piece,), (found[0][1],))
    if agreed is None:
        return Check(NAME, "silent")
    return Check(NAME, "agree", (agreed[0],), (agreed[1],))


def compare(asked: Quantity, held: Quantity) -> bool | None:
    """True where what is held implies what is asked, False where both cannot be, None where nothing can be said."""
    if asked.name is None or asked.name != held.name:
        return None
    scale = _scale(asked, held)
    if scale is None:
        return None
    want, have = _interval(asked, CONVERTED if scale != 1.0 else 0.0), _interval(held)
    have = Interval(have.low * scale, have.high * scale, have.low_open, have.high_open)
    if _inside(have, want):
        return True
    return False if _disjoint(have, want) else None


def _scale(asked: Quantity, held: Quantity) -> float | None:
    """The factor from the held unit to the asked one; a missing unit is taken to be the other's."""
    if asked.unit == held.unit or asked.unit is None or held.unit is None:
        return 1.0
    one = convert(1.0, held.unit, asked.unit, asked.name)
    two = convert(2.0, held.unit, asked.unit, asked.name)
    # Degrees have an offset, so that no factor stands for them.
    return one if one is not None and two is not None and math.isclose(two, 2 * one, rel_tol=1e-6) else None


def _interval(quantity: Quantity, rounding: float = 0.0) -> Interval:
    low, high = quantity.value, quantity.high if quantity.high is not None else quantity.value
    slack = max(rounding, 1e-9) * max(1.0, abs(low))
    if quantity.comparator in ("<", "<="):
        return Interval(-math.inf, low, True, quantity.comparator == "<")
    if quantity.comparator in (">", ">="):
        return Interval(low, math.inf, quantity.comparator == ">", True)
    if quantity.comparator == "~":
        slack = ABOUT * abs(low)
    return Interval(low - slack, high + slack)


def _inside(inner: Interval, outer: Interval) -> bool:
    low = inner.low > outer.low or (inner.low == outer.low and (not outer.low_open or inner.low_open))
    high = inner.high < outer.high or (inner.high == outer.high and (not outer.high_open or inner.high_open))
    return low and high


def _disjoint(one: Interval, two: Interval) -> bool:
    first, second = sorted((one, two))
    if first.high != second.low:
        return first.high < second.low
    return first.high_open or second.low_open
