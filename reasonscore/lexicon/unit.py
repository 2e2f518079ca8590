"""Units of clinical quantities and conversion between them.

A unit is a product of simple ones (`mg/dL`, `mcg/kg/min`), read from `lexicon/units.tsv`. Two units are comparable
where their dimensions agree; mass and amount of substance also where the analyte is named, whose factor is known.

>>> convert(140, "mg/dL", "mmol/L", analyte="glucose")
7.7714
>>> convert(98.6, "°F", "°C")
37.0
>>> convert(5, "mg", "mmHg") is None
True
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from reasonscore.lexicon.analyte import find_analyte
from reasonscore.lexicon.table import resource_lines

_WORDS = (("per", "/"), ("mm hg", "mmHg"), ("cm h2o", "cmH2O"), ("degrees c", "°C"), ("degrees f", "°F"))
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement.

    Attributes:
        symbol: As this library writes it, for example `mg/dL`.
        dimension: Powers of the simple dimensions, sorted, for example `(("mass", 1), ("volume", -1))`.
        factor: Size in the base units of these dimensions.
        offset: What is added after the factor; other than zero for temperatures only.
    """

    symbol: str
    dimension: tuple[tuple[str, int], ...]
    factor: float
    offset: float = 0.0


@cache
def _simple() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for line in resource_lines("units.tsv"):
        symbol, dimension, factor, offset, spellings = line.split("\t")
        power = (("time", -1),) if dimension == "rate" else ((dimension, 1),)
        unit = Unit(symbol, power, float(factor), float(offset))
        for spelling in (symbol, *spellings.split(" ")):
            units.setdefault(spelling.replace("-", " "), unit)
    for spelling, unit in list(units.items()):
        units.setdefault(spelling.lower(), unit)
    return units


def spellings(symbol: str) -> tuple[str, ...]:
    """Every way to write a simple unit, its symbol first; none for what is no simple unit.

    >>> spellings("kPa")
    ('kPa', 'kpa')
    """
    return tuple(spelling for spelling, unit in _simple().items() if unit.symbol == symbol)


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit | None:
    """The unit that a text spells, or None where it spells none.

    >>> parse_unit("micrograms per deciliter").symbol
    'µg/dL'
    >>> parse_unit("beats per minute").symbol
    'bpm'
    >>> parse_unit("apples") is None
    True
    """
    wanted = " ".join(text.split()).removesuffix(".")
    whole = _one(wanted)
    if whole is not None or not wanted:
        return whole
    for words, sign in _WORDS:
        wanted = _replace(wanted, words, sign)
    return _product(wanted)


def _product(text: str) -> Unit | None:
    """The product of simple units that a text spells: what stands before the first `/` times, the rest divided."""
    written = ""
    factor = 1.0
    powers: Counter[str] = Counter()
    for place, part in enumerate(text.split("/")):
        pieces = [part] if _one(part) else part.replace("·", " ").replace("*", " ").split()
        if not pieces and place:
            return None
        for piece in pieces:
            unit = _one(piece)
            if unit is None or unit.offset:
                return None
            power = -1 if place else 1
            written += ("/" if place else "·" if written else "") + unit.symbol
            factor *= float(unit.factor**power)
            for name, count in unit.dimension:
                powers[name] += count * power
    if not written:
        return None
    dimension = tuple(sorted((name, power) for name, power in powers.items() if power and name != "count"))
    return Unit(written, dimension, factor)


def convert(value: float, from_unit: str | Unit, to_unit: str | Unit, analyte: str | None = None) -> float | None:
    """The value in another unit, or None where the two units are not comparable.

    Args:
        value: In `from_unit`.
        from_unit: What it is measured in.
        to_unit: What is wanted.
        analyte: What is measured; needed between mass and amount of substance, equivalents or international units.
    """
    source = parse_unit(from_unit) if isinstance(from_unit, str) else from_unit
    target = parse_unit(to_unit) if isinstance(to_unit, str) else to_unit
    if source is None or target is None:
        return None
    if _plain(source) == _plain(target):
        if source.symbol == target.symbol:
            return value
        return _rounded((value * source.factor + source.offset - target.offset) / target.factor)
    known = find_analyte(analyte) if analyte else None
    if known is None or known.factor is None:
        return None
    usual, si = parse_unit(known.unit), parse_unit(known.si_unit)
    if usual is None or si is None:
        return None
    if _plain(source) == _plain(usual) and _plain(target) == _plain(si):
        return _rounded(value * source.factor / usual.factor * known.factor * si.factor / target.factor)
    if _plain(source) == _plain(si) and _plain(target) == _plain(usual):
        return _rounded(value * source.factor / si.factor / known.factor * usual.factor / target.factor)
    return None


def _one(text: str) -> Unit | None:
    units = _simple()
    return units.get(text) or units.get(text.lower())


def _plain(unit: Unit) -> tuple[tuple[str, int], ...]:
    """The dimension with counts left out: `10^9/L` and `1/L` differ by size only."""
    return tuple(pair for pair in unit.dimension if pair[0] != "count")


def _replace(text: str, words: str, sign: str) -> str:
    padded = f" {text} "
    place = padded.lower().find(f" {words} ")
    while place >= 0:
        padded = f"{padded[:place]} {sign} {padded[place + len(words) + 2 :]}"
        place = padded.lower().find(f" {words} ", place + 1)
    return padded.replace(" / ", "/").strip()


def _rounded(value: float) -> float:
    """The value without the noise of binary fractions: twelve significant digits."""
    return float(f"{value:.{_DIGITS}g}")
