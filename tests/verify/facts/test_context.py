"""Numbers of other circumstances are not each other's rivals."""

import pytest

from reasonscore.verify.checks.check import run_checks
from reasonscore.verify.facts.context import contexts


def outcome(claim, evidence):
    found = next(check for check in run_checks(claim, evidence) if check.name == "quantity")
    return found.weight if found.outcome == "conflict" else found.outcome


@pytest.mark.parametrize(
    ("expected", "claim", "evidence"),
    [
        ("silent", "The fasting glucose was 6.0 mmol/L.", "The random glucose was 13.1 mmol/L."),
        ("contradicts", "The fasting glucose was 6.0 mmol/L.", "The fasting glucose was 13.1 mmol/L."),
        ("contradicts", "The glucose was 6.0 mmol/L.", "The random glucose was 13.1 mmol/L."),
        ("withholds", "The peak gentamicin level was 9 mg/L.", "The trough gentamicin level was 1 mg/L."),
        ("agree", "Serum sodium was 124 mmol/L.", "Serum sodium 124 mmol/L, urine sodium 60 mmol/L."),
        ("withholds", "Her bedtime insulin is 12 units.", "She injects 20 units of insulin before breakfast."),
    ],
)
def test_a_value_under_other_circumstances_is_not_stated(expected, claim, evidence):
    assert outcome(claim, evidence) == expected


def test_the_circumstances_are_those_of_the_numbers_own_part():
    text = "Saturation was 88 % on room air and 95 % on oxygen."
    first, second = text.index("88"), text.index("95")
    assert contexts(text, (first, first + 4)) == {"oxygen": "air"}
    assert contexts(text, (second, second + 4)) == {"oxygen": "given"}
    assert contexts("", (0, 0)) == {}
