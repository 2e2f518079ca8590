import pytest

from reasonscore.metrics import Completeness, Efficiency


def steps(*categories, **trace):
    return {"trace": {"steps": [{"text": "x", "category": category} for category in categories]} | trace}


def test_completeness_by_hand():
    row = {"references": [{"covered": True}, {"covered": False}, {"covered": True}]}
    assert Completeness().score(row).value == pytest.approx(2 / 3)
    assert Completeness().score({"references": []}).status == "no_reference"
    assert Completeness().score(row | {"trace": {"abstained": True}}).status == "abstained"


def test_efficiency_by_hand():
    score = Efficiency().score(steps("citation", "Reasoning", "reasoning", "redundancy"))
    assert (score.value, score.numerator, score.denominator) == (0.5, 2, 4)
    assert score.details == {"citation": 1, "repetition": 0, "reasoning": 2, "redundancy": 1}


@pytest.mark.parametrize(
    ("row", "status"),
    [
        (steps(), "no_claims"),
        (steps(None), "error"),
        (steps(abstained=True), "abstained"),
        (steps("reasoning", language="fr"), "unsupported_language"),
    ],
)
def test_efficiency_without_steps(row, status):
    assert Efficiency().score(row).status == status
