import pytest

from reasonscore.errors import InputError
from reasonscore.metrics import Completeness, Efficiency


def steps(*categories, **trace):
    return {"trace": {"steps": [{"text": "x", "category": category} for category in categories]} | trace}


def test_completeness_by_hand():
    row = {"references": [{"covered": True}, {"covered": False}, {"covered": True}]}
    assert Completeness().score(row).value == pytest.approx(2 / 3)
    assert Completeness().score({"references": []}).status == "no_reference"
    assert Completeness().score(row | {"trace": {"abstained": True}}).status == "abstained"


@pytest.mark.parametrize("metric", [Completeness(), Completeness(expected=True)])
def test_an_item_that_was_not_judged_is_not_a_missed_one(metric):
    score = metric.score({"references": [{"covered": True}, {"covered": None, "probability": 0.0}]})
    assert (score.value, score.status, score.details) == (None, "error", {"not_judged": 1})
    assert metric.score({"references": [{"covered": "yes", "probability": None}, {"covered": "no"}]}).value == 0.5


def test_completeness_as_expected_share():
    row = {"references": [{"covered": True, "probability": 0.9}, {"covered": False, "probability": 0.4}]}
    score = Completeness(expected=True).score(row)
    assert (score.value, score.numerator, score.denominator) == (pytest.approx(0.65), 1.3, 2)
    assert Completeness(expected=True).score({"references": [{"covered": True}]}).value == 1
    with pytest.raises(InputError, match="expected is 2"):
        Completeness(expected=2)


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
