"""Arithmetic: numbers that nobody wrote down but that follow from those in the evidence.

Each operation is read from the claim's own words ("lost", "in total", "doubled"), and must have exactly its operands.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache

from reasonscore.decompose.claim import Quantity
from reasonscore.verify.facts.calendar import elapsed, find_points
from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.counted import is_count
from reasonscore.verify.facts.formula import formula
from reasonscore.verify.facts.interval import implies, in_unit
from reasonscore.verify.facts.matter import is_of_the_matter
from reasonscore.verify.facts.measure import Measure, measures
from reasonscore.verify.facts.operand import Operand, Result, alike, asked_results, operands
from reasonscore.verify.facts.operation import (
    Multiple,
    is_balance,
    is_change,
    is_course,
    is_daily,
    is_rest,
    is_total,
    multiple,
)
from reasonscore.verify.facts.same_measure import same_thing
from reasonscore.verify.verdict import Check, silent

NAME = "arithmetic"
MOST = 8
"""Numbers of the evidence beyond which it is a table and any result can be made of two of them."""
NEAR = 0.03
"""How far, as a share, a result may be rounded."""

_PACK_YEARS = re.compile(r"\bpack[- ]years?\b", re.IGNORECASE)
_SMOKED = re.compile(r"(\d{1,3}) (?:cigarettes|cigs)|(half a|an?|one|two|three|\d(?:\.\d)?) packs?\b", re.IGNORECASE)
_PACKS = {"half a": 0.5, "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0}
_BMI = re.compile(r"\b(?:body[- ]mass index|bmi)\b", re.IGNORECASE)
_NEXT_NUMBER = re.compile(r"[^\d.;]{0,60}")
_TIME_OF_DAY = re.compile(
    r"\b(?:morning|noon|midday|lunch\w*|afternoon|evening|night|bedtime|breakfast|supper|dinner|tea)\b", re.IGNORECASE
)
_THE_REST = re.compile(r"\b(?:the (?:rest|others?|remainder|remaining(?: \w+)?)|all others)\b", re.IGNORECASE)
_BORN = re.compile(r"\bborn\b|\bbirth\b", re.IGNORECASE)
_TALL = re.compile(r"\b(?:tall|height|long)\b", re.IGNORECASE)


def arithmetic_check(comparison: Comparison) -> Check:
    """Whether the claim's number is what the evidence's numbers give by the operation that the claim names."""
    found = worked_out(comparison)
    return found if found.outcome != "conflict" or is_of_the_matter(comparison, found) else silent(NAME)


@lru_cache(maxsize=16)
def worked_out(comparison: Comparison) -> Check:
    """The same wherever the operands stand, beside whatever else; the quantity check asks it too."""
    claim = comparison.claim
    if not measures(claim.text) and multiple(claim.text) is None:
        return silent(NAME)
    held = operands(comparison)
    if len(held) > MOST:
        return silent(NAME)
    factor = _factor(comparison, held)
    if factor is not None:
        return factor
    # Only the time between two dates is worked out from something else than the evidence's numbers.
    operations = _OPERATIONS if held else (_elapsed,)
    for one in asked_results(claim):
        if any(_stated(one, other) for other in held):
            continue
        for operation in operations:
            result = operation(comparison, one, held)
            if result is None:
                continue
            right = _matches(one.quantity, result.value)
            if right or result.sure:
                return Check(NAME, "agree" if right else "conflict", (one.piece,), result.pieces)
    return silent(NAME)


def _stated(asked: Measure, held: Operand) -> bool:
    """Whether the evidence has the claim's number itself for the same thing, which needs no working out."""
    return same_thing(asked, held.measure) and implies(held.measure.quantity, asked.quantity) is True


def _matches(asked: Quantity, value: float) -> bool:
    near = max(NEAR * abs(value), 0.51 if asked.unit == "%" else 1e-9)
    low, high = asked.value, asked.high if asked.high is not None else asked.value
    if asked.comparator in (">", ">="):
        return value > low or math.isclose(value, low)
    if asked.comparator in ("<", "<="):
        return value < low or math.isclose(value, low)
    if asked.comparator == "~":
        near = max(near, 0.1 * abs(value))
    return low - near <= value <= high + near


def _change(comparison: Comparison, asked: Measure, held: list[Operand]) -> Result | None:
    """The difference of the only two numbers of a kind, or what share of the first it is."""
    if not is_change(comparison.claim.text, asked):
        return None
    two = alike(asked, held)
    if len(two) == 2 and _one_thing(two):
        if len(held) > 2 and is_balance(comparison.claim.text):
            return None
        difference = abs(two[0].value_in(asked.quantity.unit) - two[1].value_in(asked.quantity.unit))
        pieces = (two[0].piece, two[1].piece)
        if asked.quantity.unit == "%" and "point" not in comparison.claim.text.lower():
            relative = 100 * difference / max(1e-9, abs(two[0].value_in(asked.quantity.unit)))
            if _matches(asked.quantity, relative):
                return Result(relative, pieces)
        return Result(difference, pieces)
    if asked.quantity.unit != "%" or two:
        return None
    for one in held:
        mates = [x for x in held if x is not one and x.measure.quantity.unit == one.measure.quantity.unit]
        if one.measure.quantity.unit not in (None, "%", "day", "week", "month", "year", "h", "min") and len(mates) == 1:
            first, second = one.measure.quantity.value, mates[0].measure.quantity.value
            if first and _one_thing([one, mates[0]]):
                return Result(100 * abs(second - first) / abs(first), (one.piece, mates[0].piece))
    return None


def _one_thing(two: list[Operand]) -> bool:
    first, second = two[0].measure, two[1].measure
    return None in (first.concept, second.concept) or first.concept == second.concept or same_thing(first, second)


def _dose(comparison: Comparison, asked: Measure, held: list[Operand]) -> Result | None:
    """A dose by the day, or over a course: dose times frequency times days."""
    text = comparison.claim.text
    if asked.quantity.unit is None or not (is_daily(text) or is_course(text)):
        return None
    doses = [one for one in alike(asked, held) if one.measure.times]
    if len(doses) != 1:
        return None
    daily = doses[0].value_in(asked.quantity.unit) * (doses[0].measure.times or 1.0)
    days = [one for one in held if one.measure.quantity.unit in ("day", "week")]
    if is_course(text) and not ("daily" in text.lower() and is_total(text)) and len(days) == 1:
        spans = days[0].measure.quantity.value * (7 if days[0].measure.quantity.unit == "week" else 1)
        return Result(daily * spans, (doses[0].piece, days[0].piece))
    if is_daily(text) and (doses[0].measure.times or 1.0) > 1 and not asked.times:
        return Result(daily, (doses[0].piece,))
    return Result(daily, (doses[0].piece,), sure=False) if is_daily(text) else None


def _total(comparison: Comparison, asked: Measure, held: list[Operand]) -> Result | None:
    """The sum of all numbers of a kind where the claim speaks of a total."""
    if asked.quantity.unit == "%":
        return None
    parts = alike(asked, held)
    text = comparison.claim.text
    by_day = is_daily(text) and len(parts) > 1 and all(_at_a_time_of_day(one) for one in parts)
    if not (is_total(text) or by_day):
        return None
    nouns = {one.measure.quantity.name for one in parts if is_count(one.measure.quantity.name)}
    if not 2 <= len(parts) <= 4 or len(nouns) > 1:
        return None
    total = sum(one.value_in(asked.quantity.unit) for one in parts)
    return Result(total, tuple(one.piece for one in parts), sure=len(parts) == 2 and _one_thing(parts))


def _at_a_time_of_day(held: Operand) -> bool:
    """Whether a number is said of the morning, a meal or the night."""
    text, end = held.statement.text, held.measure.piece[1]
    following = _NEXT_NUMBER.match(text, end)
    return bool(_TIME_OF_DAY.search(following.group() if following else ""))


def _rest(comparison: Comparison, asked: Measure, held: list[Operand]) -> Result | None:
    """The rest of a group of which the evidence counts a part."""
    counts = [one for one in held if one.measure.quantity.unit is None and one.measure.quantity.comparator == "="]
    if asked.quantity.unit is not None or len(counts) != 2:
        return None
    if not is_rest(comparison.claim.text) and not _is_of_the_rest(comparison):
        return None
    first, second = (one.measure.quantity.value for one in counts)
    return Result(abs(first - second), (counts[0].piece, counts[1].piece), sure=False)


def _is_of_the_rest(comparison: Comparison) -> bool:
    """Whether the claim's words stand where the evidence speaks of the rest of a group."""
    for _, statement in comparison.evidence:
        rest = _THE_REST.search(statement.text)
        if rest is not None:
            inside = {word.key for word in statement.words if word.piece[0] >= rest.end()}
            return any(word.key in inside for word in comparison.claim.words)
    return False


def _elapsed(comparison: Comparison, asked: Measure, held: list[Operand]) -> Result | None:
    """The time between the only two points in time that the evidence names."""
    del held
    points = [
        point._replace(piece=(point.piece[0] + offset, point.piece[1] + offset))
        for offset, statement in comparison.evidence
        for point in find_points(statement.text)
    ]
    unit = asked.quantity.unit or ""
    between = elapsed(points, unit)
    if between is None or find_points(comparison.claim.text):
        return None
    if asked.quantity.name == "age" and not any(_BORN.search(statement.text) for _, statement in comparison.evidence):
        return None
    pieces = (points[0].piece, points[1].piece)
    # A year without its months, and days that may be counted with both ends, leave one unit open.
    if abs(between - asked.quantity.value) <= 1.01 and (unit == "year" or (unit == "day" and between > 2)):
        return Result(asked.quantity.value, pieces)
    return Result(between, pieces)


def _pack_years(comparison: Comparison, asked: Measure, held: list[Operand]) -> Result | None:
    """Packs of twenty cigarettes a day times years."""
    if not _PACK_YEARS.match(comparison.claim.text, asked.piece[1] + 1):
        return None
    for offset, statement in comparison.evidence:
        smoked = _SMOKED.search(statement.text)
        years = [one for one in held if one.measure.quantity.unit == "year" and one.statement is statement]
        if smoked and len(years) == 1:
            written = (smoked[2] or "").lower()
            packs = int(smoked[1]) / 20 if smoked[1] else _PACKS.get(written) or float(written)
            span = (smoked.start() + offset, smoked.end() + offset)
            return Result(packs * years[0].measure.quantity.value, (span, years[0].piece))
    return None


def _body_mass(comparison: Comparison, asked: Measure, held: list[Operand]) -> Result | None:
    """Weight by the square of the height."""
    if not _BMI.search(comparison.claim.text) or asked.quantity.name == "weight":
        return None
    weights = [one for one in held if one.measure.quantity.unit in ("kg", "lb")]
    heights = [one for one in held if one.measure.quantity.unit in ("m", "cm") and _TALL.search(one.statement.text)]
    if len(weights) != 1 or len(heights) != 1:
        return None
    weight, height = in_unit(weights[0].measure.quantity, "kg"), in_unit(heights[0].measure.quantity, "m")
    if weight is None or height is None or not 0.3 < height.value < 2.6:
        return None
    return Result(weight.value / height.value**2, (weights[0].piece, heights[0].piece))


def _factor(comparison: Comparison, held: list[Operand]) -> Check | None:
    """Whether something doubled or was halved, by its two values; and the value that a stated factor gives."""
    asked = multiple(comparison.claim.text)
    if asked is not None:
        values = [one for one in held if one.measure.quantity.unit not in ("day", "week", "month", "year", "h", "min")]
        if len(values) != 2 or values[0].measure.quantity.unit != values[1].measure.quantity.unit:
            return None
        first, second = (one.measure.quantity.value for one in values)
        if not first or not _one_thing(values):
            return None
        ratio = second / first if second else 0.0
        ordered = bool(values[0].measure.time and values[1].measure.time)
        if not ordered and ratio:
            # Which came first is not said: the claim's own direction is taken.
            ratio = min(ratio, 1 / ratio) if asked.factor < 1 else max(ratio, 1 / ratio)
        right = _by(asked, ratio)
        return Check(NAME, "agree" if right else "conflict", (asked.piece,), (values[0].piece, values[1].piece))
    for offset, statement in comparison.evidence:
        said = multiple(statement.text)
        if said is None or said.sign != "=":
            continue
        numbers = [one for one in held if one.statement is statement and one.measure.quantity.unit]
        if len(numbers) != 1:
            continue
        for one in measures(comparison.claim.text):
            if one.quantity.unit != numbers[0].measure.quantity.unit:
                continue
            start = numbers[0].measure.quantity.value
            # "Doubled from 40", or "doubled to 80": the number beside the verb is the start or the end.
            end = statement.text[: numbers[0].measure.piece[0]].rstrip().lower().endswith("to")
            wanted = start / said.factor if end else start * said.factor
            if _matches(one.quantity, wanted):
                span = (said.piece[0] + offset, said.piece[1] + offset)
                return Check(NAME, "agree", (one.piece,), (span, numbers[0].piece))
    return None


def _by(asked: Multiple, ratio: float) -> bool:
    """Whether a ratio is the one that is asked for, or lies beyond it where a bound is."""
    if asked.sign == "=":
        return math.isclose(ratio, asked.factor, rel_tol=0.1)
    return ratio > asked.factor if asked.sign == ">" else ratio < asked.factor


_OPERATIONS: tuple[Callable[[Comparison, Measure, list[Operand]], Result | None], ...] = (
    formula,
    _pack_years,
    _body_mass,
    _dose,
    _change,
    _total,
    _rest,
    _elapsed,
)
