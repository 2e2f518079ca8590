"""Wide ranges: numbers that leave so much room that they hold whatever the evidence says.

So do several numbers of which one is right, and the denial of a number that nobody stated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reasonscore.decompose.claim import Claim, Quantity
from reasonscore.verify.facts.measure import measures

SPREAD = 3.0
"""How many times its lower end the upper end of a range may be."""
_EITHER = re.compile(
    r"(?<![\d.])(?P<one>\d{1,9}(?:\.\d{1,6})?)(?:\s?[^\s\d,;.]{1,12}){0,2},? or (?:[a-z]{2,9} ){0,2}"
    r"(?P<other>\d{1,9}(?:\.\d{1,6})?)(?![\d.]\d)",
    re.IGNORECASE,
)
"""`4.2 or 8.4`."""
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,6})?")
ROOM = 5.0
"""How many times further than the evidence's value a bound may lie."""


def is_wide(claim: Claim, evidence: str) -> bool:
    """Whether a number of the claim is a range or bound that the evidence does not state and that says little.

    Also whether it is one of several numbers, or denied, and the evidence states neither.

    >>> from reasonscore.decompose.fields.quantity import find_quantities
    >>> def wide(text):
    ...     found = tuple(quantity for quantity, _ in find_quantities(text))
    ...     return is_wide(Claim("c", text, text, (), quantities=found), "Serum potassium was 4.1 mmol/L.")
    >>> wide("Potassium was between 1 and 100 mmol/L."), wide("Potassium was above 0.1 mmol/L.")
    (True, True)
    >>> wide("Potassium was between 4 and 5 mmol/L."), wide("Potassium was below 5 mmol/L.")
    (False, False)
    """
    if _leaves_choice(claim.text, evidence):
        return True
    asked = [one for one in claim.quantities if one.high is not None or one.comparator not in ("=", "~")]
    if not asked:
        return claim.negated and _denies_unstated(claim, evidence)
    known = [one.quantity for one in measures(evidence)]
    stated = {end for one in known for end in (one.value, one.high) if end is not None}
    return any(_is_wide(one, known, stated) for one in asked)


def _leaves_choice(text: str, evidence: str) -> bool:
    """Whether a text offers several numbers of which the evidence has only some."""
    found = _EITHER.search(text)
    if found is None:
        return False
    known = {float(number) for number in _NUMBER.findall(evidence)}
    return not {float(found["one"]), float(found["other"])} <= known


def _denies_unstated(claim: Claim, evidence: str) -> bool:
    """Whether a claim denies nothing but a number that the evidence does not have: there is no end of those."""
    stated = {end for one in measures(evidence) for end in (one.quantity.value, one.quantity.high) if end is not None}
    values = {one.value for one in claim.quantities}
    return bool(values) and values.isdisjoint(stated)


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
