"""Analyte states: what a measured value says of a named state, such as potassium 6.1 of hyperkalemia."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reasonscore.lexicon.analyte import Analyte, analytes, find_analyte
from reasonscore.lexicon.lexicon import load_lexicon
from reasonscore.verify.interval import in_unit
from reasonscore.verify.measure import Measure

MARGIN = 0.05
"""How far, as a share, a value must lie on one side of a limit: laboratories draw the limits differently."""


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


def speaks_for(measure: Measure, state: State) -> bool | None:
    """Whether a value lies beyond the limit that a state names; None near the limit or of another analyte.

    A value without a unit is read in the usual one, where it lies within a factor of three of the usual range.
    """
    analyte = _analyte(measure)
    if analyte is None or analyte.name != state.analyte:
        return None
    quantity = in_unit(measure.quantity, analyte.unit or None, analyte.name)
    limit = analyte.high if state.high else analyte.low
    if quantity is None or limit is None or quantity.high is not None or quantity.comparator not in ("=", "~"):
        return None
    value = quantity.value
    if measure.quantity.unit is None and analyte.unit and not _plausible(value, analyte):
        return None
    margin = MARGIN * abs(limit)
    if state.high:
        return True if value > limit else False if value < limit - margin else None
    return True if value < limit else False if value > limit + margin else None


def _analyte(measure: Measure) -> Analyte | None:
    name = measure.quantity.name or (measure.concept or "").split(":", 1)[-1].replace("-", " ")
    return find_analyte(name) if name else None


def _plausible(value: float, analyte: Analyte) -> bool:
    return (analyte.low or 0.0) / 3 <= value <= (analyte.high or float("inf")) * 3
