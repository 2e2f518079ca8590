"""Formulas of the bedside: numbers that are always worked out from others, such as the anion gap.

Each formula needs every operand exactly once in the evidence; else it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from reasonscore.decompose.claim import Quantity
from reasonscore.decompose.search.expression import Expression
from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.interval import in_unit
from reasonscore.verify.facts.measure import Measure
from reasonscore.verify.facts.operand import Operand, Result

Term = tuple[str, str | None]
"""What an operand measures, by name or as the last part of its concept, and the unit that the formula wants."""


class Formula(NamedTuple):
    """What a claim calls the result, the operands in order, and how they are put together; `unit` is the result's."""

    words: re.Pattern[str]
    terms: tuple[Term, ...]
    result: Callable[..., float]
    unit: str | None = None


_MMOL = "mmol/L"


def _formula(words: str, terms: Sequence[Term], result: Callable[..., float], unit: str | None = None) -> Formula:
    return Formula(re.compile(rf"\b(?:{words})\b", re.IGNORECASE), tuple(terms), result, unit)


FORMULAS: tuple[Formula, ...] = (
    _formula(
        "anion gap",
        [("sodium", _MMOL), ("chloride", _MMOL), ("bicarbonate", _MMOL)],
        lambda sodium, chloride, bicarbonate: sodium - chloride - bicarbonate,
        _MMOL,
    ),
    _formula(
        "pulse pressure",
        [("systolic blood pressure", "mmHg"), ("diastolic blood pressure", "mmHg")],
        lambda systolic, diastolic: systolic - diastolic,
        "mmHg",
    ),
    _formula(
        "mean arterial (?:blood )?pressure|MAP",
        [("systolic blood pressure", "mmHg"), ("diastolic blood pressure", "mmHg")],
        lambda systolic, diastolic: diastolic + (systolic - diastolic) / 3,
        "mmHg",
    ),
    _formula(
        "shock index",
        [("heart rate", None), ("systolic blood pressure", "mmHg")],
        lambda rate, systolic: rate / systolic,
    ),
    _formula(
        "P/F(?: ratio)?|PaO2/FiO2(?: ratio)?|PaO2 to FiO2 ratio",
        [("partial pressure of oxygen", "mmHg"), ("fraction of inspired oxygen", None)],
        lambda pressure, fraction: pressure / (fraction if fraction <= 1 else fraction / 100),
    ),
    _formula(
        "osmolality",
        [("sodium", _MMOL), ("glucose", _MMOL), ("urea", _MMOL)],
        lambda sodium, glucose, urea: 2 * sodium + glucose + urea,
    ),
    _formula(
        "(?:corrected|adjusted) (?:serum )?calcium",
        [("calcium", _MMOL), ("albumin", "g/L")],
        lambda calcium, albumin: calcium + 0.02 * (40 - albumin),
        _MMOL,
    ),
    _formula(
        "(?:indirect|unconjugated) bilirubin",
        [("total bilirubin", "µmol/L"), ("direct bilirubin", "µmol/L")],
        lambda total, direct: total - direct,
        "µmol/L",
    ),
    _formula(
        "non-HDL(?: cholesterol)?",
        [("total cholesterol", _MMOL), ("high density lipoprotein", _MMOL)],
        lambda total, high: total - high,
        _MMOL,
    ),
    _formula(
        "globulins?",
        [("total protein", "g/L"), ("albumin", "g/L")],
        lambda total, albumin: total - albumin,
        "g/L",
    ),
)


_ANY = Expression("|".join(rf"(?:{one.words.pattern})" for one in FORMULAS))
"""What names the result of any of them; few texts do."""


def formula(comparison: Comparison, asked: Measure, held: list[Operand]) -> Result | None:
    """What the formula that a claim names gives with the evidence's numbers."""
    for one in _called(comparison.claim.text):
        found = [_operand(term, held) for term in one.terms]
        values = [pair[0] for pair in found if pair is not None]
        if len(values) < len(one.terms) or not all(values):
            continue
        result = one.result(*values)
        if one.unit is not None and asked.quantity.unit not in (one.unit, None):
            turned = in_unit(Quantity(result, one.unit), asked.quantity.unit, asked.quantity.name)
            if turned is None:
                continue
            result = turned.value
        return Result(result, tuple(pair[1].piece for pair in found if pair is not None))
    return None


@lru_cache(maxsize=4096)
def _called(text: str) -> tuple[Formula, ...]:
    """The formulas whose results a text names."""
    if not _ANY.found(text):
        return ()
    return tuple(one for one in FORMULAS if one.words.search(text) is not None)


def _operand(term: Term, held: list[Operand]) -> tuple[float, Operand] | None:
    """The only number of what a term measures, in the term's unit."""
    name, unit = term
    found = {}
    for one in held:
        quantity = one.measure.quantity
        concept = (one.measure.concept or "").rpartition(":")[2].replace("-", " ")
        if name in (quantity.name, concept):
            turned = in_unit(quantity, unit, quantity.name) if unit else quantity
            if turned is not None and quantity.comparator in ("=", "~"):
                found[turned.value] = one
    return next(iter(found.items())) if len(found) == 1 else None
