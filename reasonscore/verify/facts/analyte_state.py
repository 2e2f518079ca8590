"""Analyte states: what a measured value says of a named state, such as potassium 6.1 of hyperkalemia."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reasonscore.lexicon.analyte import Analyte, analytes, find_analyte
from reasonscore.lexicon.lexicon import load_lexicon
from reasonscore.verify.facts.interval import in_unit
from reasonscore.verify.facts.measure import Measure

MARGIN = 0.1
"""How far inside the usual range, as a share of its width, a value must lie to be normal beyond doubt:
laboratories draw the limits differently."""


_WHOLE = {"systolic blood pressure": "blood pressure"}
"""Part of a measurement that speaks for the whole."""


class State(NamedTuple):
    """One end of an analyte's range."""

    analyte: str
    high: bool


@cache
def states() -> dict[str, tuple[State, ...]]:
    """Analyte states by concept id; some names, such as anemia, belong to several analytes."""
    found: dict[str, tuple[State, ...]] = {}
    for analyte in analytes().values():
        for name, high in ((analyte.low_state, False), (analyte.high_state, True)):
            for concept in load_lexicon().concepts(name) if name else ():
                found[concept.id] = (*found.get(concept.id, ()), State(analyte.name, high))
    return found


def actual_level(measure: Measure, name: str) -> str | None:
    """Whether a value of the named analyte is "high", "low" or "normal"; None near a limit or for another analyte.

    Limits given beside the value are taken as they are; the usual ones with a margin. A value without a unit is read in
    the usual unit or the international one, in which it lies within a factor of three of the usual range.
    """
    analyte = _analyte(measure)
    if analyte is None or name not in (analyte.name, _WHOLE.get(analyte.name)):
        return None
    if measure.quantity.high is not None or measure.quantity.comparator not in ("=", "~"):
        return None
    if measure.limits is not None:
        low, high = measure.limits
        return "low" if measure.quantity.value < low else "high" if measure.quantity.value > high else "normal"
    value = _usual(measure, analyte)
    if value is None or analyte.low is None or analyte.high is None:
        return None
    margin = MARGIN * (analyte.high - analyte.low)
    if analyte.low_state and value < analyte.low:
        return "low"
    if value > analyte.high:
        return "high"
    return "normal" if analyte.low + margin <= value <= analyte.high - margin else None


def _usual(measure: Measure, analyte: Analyte) -> float | None:
    """The value in the analyte's usual unit, None where it cannot be told."""
    quantity = in_unit(measure.quantity, analyte.unit or None, analyte.name)
    if quantity is None:
        return None
    if measure.quantity.unit is not None or not analyte.unit or _plausible(quantity.value, analyte):
        return quantity.value
    other = quantity.value / analyte.factor if analyte.factor else None
    return other if other is not None and _plausible(other, analyte) else None


def _analyte(measure: Measure) -> Analyte | None:
    name = measure.quantity.name or (measure.concept or "").split(":", 1)[-1].replace("-", " ")
    return find_analyte(name) if name else None


def _plausible(value: float, analyte: Analyte) -> bool:
    return (analyte.low or 0.0) / 3 <= value <= (analyte.high or float("inf")) * 3
