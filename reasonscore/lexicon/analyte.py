"""Analytes and vital signs: unit, adult usual range, and the names of the low and the high state.

Ranges differ between laboratories, ages and sexes; those in `lexicon/analytes.tsv` are wide adult ones, to tell which
direction a stated value speaks for, not to diagnose.

>>> sodium = find_analyte("serum sodium")
>>> sodium.unit, sodium.low, sodium.high, sodium.state(128), sodium.state(140)
('mEq/L', 135.0, 145.0, 'hyponatremia', None)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from reasonscore.lexicon.table import resource_lines


@dataclass(frozen=True, slots=True)
class Analyte:
    """Something that is measured.

    Attributes:
        name: Canonical name, that of its concept.
        unit: The usual unit; empty where it has none.
        low: Lower end of the adult usual range; None where none is known.
        high: Upper end.
        low_state: Name of the state below the range; empty where there is none.
        high_state: Name of the state above it.
        si_unit: The unit of the International System; empty where no conversion is known.
        factor: A value in `si_unit` divided by the same value in `unit`.
    """

    name: str
    unit: str
    low: float | None
    high: float | None
    low_state: str
    high_state: str
    si_unit: str
    factor: float | None

    def state(self, value: float) -> str | None:
        """The name of the state that a value in the usual unit speaks for, or None within the range."""
        if self.low is not None and value < self.low:
            return self.low_state or None
        if self.high is not None and value > self.high:
            return self.high_state or None
        return None


@cache
def analytes() -> dict[str, Analyte]:
    """All analytes, by canonical name."""
    rows = {}
    for line in resource_lines("analytes.tsv"):
        name, unit, low, high, low_state, high_state, si_unit, factor = line.split("\t")
        rows[name] = Analyte(name, unit, _number(low), _number(high), low_state, high_state, si_unit, _number(factor))
    return rows


@lru_cache(maxsize=4096)
def find_analyte(name: str) -> Analyte | None:
    """The analyte that a name or abbreviation means, or None.

    >>> find_analyte("K+").name
    'potassium'
    """
    known = analytes()
    if name in known:
        return known[name]
    from reasonscore.lexicon.lexicon import load_lexicon

    return next((known[concept.name] for concept in load_lexicon().concepts(name) if concept.name in known), None)


def _number(cell: str) -> float | None:
    return float(cell) if cell else None
