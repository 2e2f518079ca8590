"""Same measure: whether two numbers are of the same test, sign or drug."""

from __future__ import annotations

from functools import lru_cache

from reasonscore.lexicon.analyte import find_analyte
from reasonscore.lexicon.lexicon import load_lexicon
from reasonscore.lexicon.relation import relation
from reasonscore.verify.facts.measure import Measure

_FULL_NAMES = {"ph": "blood pH"}
"""Names that are too short for the lexicon to find on their own."""


def same_thing(asked: Measure, held: Measure) -> bool:
    """Whether two numbers measure the same, by concept, by name or by the analyte that both are names of."""
    if asked.concept is not None and asked.concept == held.concept:
        return True
    if asked.quantity.name is not None and asked.quantity.name == held.quantity.name:
        return True
    mine, theirs = _analyte(asked), _analyte(held)
    if mine is not None and mine == theirs:
        return True
    return asked.concept is not None and held.concept is not None and _is_kind_of(held.concept, asked.concept)


def concept_name(measure: Measure) -> str | None:
    """The name of the concept that a number belongs to, as words; None where it belongs to none."""
    return _plain(measure.concept)


def _plain(concept: str | None) -> str | None:
    return concept.split(":", 1)[1].replace("-", " ") if concept else None


def _analyte(measure: Measure) -> str | None:
    return _analyte_of(measure.quantity.name, measure.concept)


@lru_cache(maxsize=4096)
def _analyte_of(own: str | None, concept: str | None) -> str | None:
    for name in (own, _plain(concept)):
        analyte = find_analyte(_FULL_NAMES.get(name, name)) if name else None
        if analyte is not None:
            return analyte.name
    return None


@lru_cache(maxsize=4096)
def _is_kind_of(one: str, other: str) -> bool:
    """Whether a test is a narrower one, such as troponin I for troponin."""
    if not (one.startswith("lab:") and other.startswith("lab:")):
        return False
    first, second = load_lexicon().by_id(one), load_lexicon().by_id(other)
    return first is not None and second is not None and relation(first, second) == "narrower"
