import pytest

from reasonscore import Scorer
from reasonscore.errors import InputError
from reasonscore.metrics import Completeness, Efficiency, ReasoningRecall


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


@pytest.mark.parametrize("metric", [Completeness(), Completeness(expected=True), ReasoningRecall()])
def test_a_blank_item_is_not_a_missed_one(metric):
    blank = [{"text": text, "covered": False, "probability": 0.0} for text in ("", " \n\t")]
    told = {"text": "Fever.", "covered": True, "probability": 1.0}
    score = metric.score({"references": [blank[0], told, blank[1]]})
    assert (score.value, score.numerator, score.denominator) == (1, 1, 1)
    assert metric.score({"references": blank}).status == "no_reference"


def test_a_scored_row_keeps_its_blank_items_and_counts_the_others():
    scorer = Scorer(["Completeness"], tier="shallow", verifier="lexical")
    text = "The patient has fever."
    row = scorer.score({"response": text, "reference": {"reasoning": ["", text, "  "]}})
    assert [item["text"] for item in row["references"]] == ["", text, "  "]
    assert row["scores"]["Completeness"] == {"value": 1.0, "status": "scored", "numerator": 1, "denominator": 1}
    row = scorer.score({"response": text, "reference": {"reasoning": ["", "  "]}})
    assert row["scores"]["Completeness"]["status"] == "no_reference"


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
