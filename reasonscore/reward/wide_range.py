"""Wide ranges: numbers that leave so much room that they hold whatever the evidence says."""

from __future__ import annotations

from collections.abc import Sequence

from reasonscore.decompose.claim import Claim, Quantity
from reasonscore.verify.measure import measures

SPREAD = 3.0
"""How many times its lower end the upper end of a range may be."""
ROOM = 5.0
"""How many times further than the evidence's value a bound may lie."""


def is_wide(claim: Claim, evidence: str) -> bool:
    """Whether a number of the claim is a range or bound that the evidence does not state and that says little.

    >>> from reasonscore.decompose.quantity import find_quantities
    >>> def wide(text):
    ...     found = tuple(quantity for quantity, _ in find_quantities(text))
    ...     return is_wide(Claim("c", text, text, (), quantities=found), "Serum potassium was 4.1 mmol/L.")
    >>> wide("Potassium was between 1 and 100 mmol/L."), wide("Potassium was above 0.1 mmol/L.")
    (True, True)
    >>> wide("Potassium was between 4 and 5 mmol/L."), wide("Potassium was below 5 mmol/L.")
    (False, False)
    """
    asked = [one for one in claim.quantities if one.high is not None or one.comparator not in ("=", "~")]
    if not asked:
        return False
    known = [one.quantity for one in measures(evidence)]
    stated = {end for one in known for end in (one.value, one.high) if end is not None}
    return any(_is_wide(one, known, stated) for one in asked)


def _is_wide(asked: Quantity, known: Sequence[Quantity], stated: set[float]) -> bool:
    ends = {asked.value} if asked.high is None else {asked.value, asked.high}
    if ends <= stated:
        return False
    if asked.high is not None:
        return asked.value <= 0 or asked.high > SPREAD * asked.value
    values = [one.value for one in known if one.unit == asked.unit and one.value > 0]
    if asked.comparator in (">", ">="):
        above = [one for one in values if one >= asked.value]
        return asked.value <= 0 or (bool(above) and ROOM * asked.value < min(above))
    below = [one for one in values if one <= asked.value]
    return bool(below) and asked.value > ROOM * max(below)
