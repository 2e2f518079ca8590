"""What a sentence says was worked out."""

import pytest

from reasonscore.verify.checks.arithmetic import arithmetic_check
from reasonscore.verify.facts.comparison import compare
from reasonscore.verify.facts.operation import multiple

CRP = "CRP was 240 mg/L on Monday and 90 mg/L on Thursday."


@pytest.mark.parametrize(
    ("text", "factor", "sign"),
    [
        ("The level doubled.", 2.0, "="),
        ("It has more than tripled.", 3.0, ">"),
        ("It was less than halved.", 0.5, ">"),
        ("It more than halved.", 0.5, "<"),
        ("A fivefold rise was seen.", 5.0, "="),
        ("It was 2.5 times higher.", 2.5, "="),
        ("Weight fell by a quarter.", 0.75, "="),
        ("The dose was raised by half.", 1.5, "="),
        ("The count fell by more than two thirds.", 1 - 2 / 3, "<"),
    ],
)
def test_multiples_and_their_bounds(text, factor, sign):
    found = multiple(text)
    assert found is not None
    assert (round(found.factor, 6), found.sign) == (round(factor, 6), sign)


@pytest.mark.parametrize("text", ["", "He took it twice.", "It doubled, then tripled.", "three times a day"])
def test_no_multiple(text):
    assert multiple(text) is None


@pytest.mark.parametrize(
    ("expected", "claim", "evidence"),
    [
        ("agree", "The CRP more than halved.", CRP),
        ("conflict", "The CRP fell by less than a third.", CRP),
        ("conflict", "The CRP doubled.", CRP),
        (
            "agree",
            "In all 15 falls were seen.",
            "Nine falls were seen in May and another six in June, of 80 residents.",
        ),
        ("agree", "His daily insulin comes to 22 units.", "12 units with breakfast and 10 units before supper."),
        ("conflict", "Her daily dose adds up to 50 mg.", "She takes 20 mg in the morning and 10 mg at noon."),
    ],
)
def test_sums_and_multiples_follow_from_the_evidence(expected, claim, evidence):
    assert arithmetic_check(compare(claim, evidence)).outcome == expected
