"""Spellings of units: those of the table, and compound units with each part written out, "micrograms per decilitre"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reasonscore.decompose.search.table import alternation, read_table
from reasonscore.lexicon.unit import spellings

_HEADS = ("mg", "µg", "ng", "pg", "g", "kg", "mmol", "µmol", "nmol", "pmol", "mol", "mL", "L", "U", "IU", "mIU", "mU",
          "mEq", "mOsm", "kcal")  # fmt: skip
_TAILS = ("L", "dL", "mL", "µL", "kg", "g", "mmol", "mol", "min", "h")
_SIGN = r"(?:\s?/\s?|\s+per\s+)"
_SPLIT = re.compile(r" ?/ ?| per ")


@cache
def unit_pattern() -> str:
    """A regular expression for a unit as it is written, longest spelling first."""
    heads, tails = (alternation(tuple(table)) for table in (_parts(_HEADS), _parts(_TAILS)))
    table = {row[0] for row in read_table("units")}
    written = alternation(tuple(table | _parts(_HEADS).keys()))
    whole = alternation(tuple(one for one in table if "/" in one or "per " in one))
    return rf"{whole}|(?:{heads}){_SIGN}(?:{tails})(?:{_SIGN}(?:{tails}))?(?![\w/²³])|{written}"


@lru_cache(maxsize=4096)
def read_unit(written: str) -> str | None:
    """The unit that a text spells; None where it spells none.

    >>> read_unit("micromol/L"), read_unit("Micrograms per  litre"), read_unit("milligrams"), read_unit("mEq/L")
    ('µmol/L', 'µg/L', 'mg', 'mmol/L')
    """
    text = " ".join(written.lower().split())
    known = {row[0]: row[1] for row in read_table("units")}
    if text in known:
        return known[text]
    head, *rest = _SPLIT.split(text)
    parts = [_parts(_HEADS).get(head), *(_parts(_TAILS).get(part) for part in rest)]
    if None in parts:
        return None
    joined = "/".join(part for part in parts if part)
    return known.get(joined.lower(), joined)


@cache
def _parts(units: tuple[str, ...]) -> dict[str, str]:
    """Every spelling in small letters of simple units."""
    return {name.lower(): unit for unit in units for name in (*spellings(unit), unit)}
