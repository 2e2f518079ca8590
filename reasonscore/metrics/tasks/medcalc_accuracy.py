"""MedCalcAccuracy: whether a calculated value is right, by the rule of its calculator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import isfinite
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_field import as_number, field_at, number_at
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio
from reasonscore.metrics.tasks.medcalc_value import parse_date, parse_number, parse_weeks_days
from reasonscore.resource import resource_text


@cache
def calculator_rules() -> dict[int, str]:
    """The rule of each calculator: `date`, `weeks_days`, `integer` or `decimal`."""
    lines = resource_text("metrics/medcalc_rules.tsv").splitlines()[1:]
    return {int(line.split("\t")[0]): line.split("\t")[1] for line in lines if line}


def is_right(calculator: int, answer: str, truth: str, low: float | None, high: float | None) -> bool | None:
    """Whether an answer is right by its calculator's rule; None for a calculator that has none.

    Dates must be equal, so must weeks and days; integer scores are rounded half to even before they are compared;
    decimals must lie within the limits, both included, which are 95 % and 105 % of the truth where none are given.

    >>> is_right(4, "2.5", "2", None, None), is_right(6, "21.6", "20.53", 19.5, 21.5)
    (True, False)
    """
    rule = calculator_rules().get(calculator)
    if rule == "date":
        return parse_date(answer) is not None and parse_date(answer) == parse_date(truth)
    if rule == "weeks_days":
        return parse_weeks_days(answer) is not None and parse_weeks_days(answer) == parse_weeks_days(truth)
    value = parse_number(answer)
    if value is None or not isfinite(value):
        return None if rule is None else False
    if rule == "integer":
        return round(value) == as_number(truth)
    if rule == "decimal":
        low, high = limits(truth) if low is None or high is None else (low, high)
        return None if low is None or high is None else low <= value <= high
    return None


def limits(truth: str) -> tuple[float, float] | tuple[None, None]:
    """The smallest and largest decimal that is taken for right; Nones where the truth is no number.

    >>> limits("-200")
    (-210.0, -190.0)
    """
    number = as_number(truth)
    if number is None:
        return None, None
    near, far = sorted((number * 0.95, number * 1.05))
    return near, far


@register
@dataclass(frozen=True, slots=True, repr=False)
class MedCalcAccuracy(RowMetric):
    """Whether a calculated value is right.

    Row fields: `prediction`, else the final answer; `reference` with `calculator_id`, `answer`, `lower_limit` and
    `upper_limit`, or the data set's own columns (`Calculator ID`, `Ground Truth Answer`, `Lower Limit`, `Upper Limit`;
    `LLM Answer`). The rule is that of the calculator, not of the output type column, which differs for four of them.
    """

    name: ClassVar[str] = "MedCalcAccuracy"
    id: ClassVar[str] = "metrics.medcalc_accuracy.v2"
    formula: ClassVar[str] = "1 if equal (dates, ages, rounded scores) or within the limits (decimals), else 0"
    empty: ClassVar[str] = (
        "what cannot be read is wrong; no value: no_reference without calculator and truth, no_answer without "
        "an answer, error for an unknown calculator or one without usable limits"
    )
    source: ClassVar[str] = "MedCalc-Bench, ncbi-nlp/MedCalc-Bench"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        calculator = number_at(row, "reference.calculator_id")
        calculator = calculator if calculator is not None else number_at(row, "Calculator ID")
        truth = field_at(row, "reference.answer")
        truth = row.get("Ground Truth Answer") if truth is None else truth
        if calculator is None or truth is None:
            return absent("no_reference")
        answers = (row.get("prediction"), row.get("LLM Answer"), field_at(row, "trace.answer"))
        answer = next((str(item) for item in answers if item is not None and str(item).strip()), None)
        if answer is None:
            return absent("no_answer")
        low, high = number_at(row, "reference.lower_limit"), number_at(row, "reference.upper_limit")
        low = number_at(row, "Lower Limit") if low is None else low
        high = number_at(row, "Upper Limit") if high is None else high
        truth = truth[0] if isinstance(truth, list) and truth else truth
        right = None if calculator % 1 else is_right(int(calculator), answer, str(truth), low, high)
        return absent("error") if right is None else ratio(int(right), 1)
