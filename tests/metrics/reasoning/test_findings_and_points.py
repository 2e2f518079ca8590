import pytest

from reasonscore.metrics import (
    PathValidity,
    RadRCompleteness,
    RadREffectiveness,
    RadRFactuality,
    RadRScore,
    ReasoningRecall,
    Redundancy,
    Sufficiency,
)

ROW = {
    "claims": [{"verdict": {"status": "judged", "label": label}} for label in ("supported", "contradicted")],
    "references": [{"covered": True}, {"covered": False}, {"covered": True}, {"covered": True}],
    "trace": {
        "steps": [{"effective": True}, {"effective": False}, {"category": "Reasoning"}, {"category": "citation"}]
    },
}


def test_rad_r_score_by_hand():
    assert RadRFactuality().score(ROW).value == 0.5
    assert RadRCompleteness().score(ROW).value == 0.75
    assert RadREffectiveness().score(ROW).value == 0.5
    score = RadRScore().score(ROW)
    assert score.value == pytest.approx((0.5 + 0.75 + 0.5) / 3)
    assert score.details == {"factuality": 0.5, "completeness": 0.75, "effectiveness": 0.5}


def test_an_empty_part_is_zero_and_a_missing_one_voids_the_score():
    assert RadRScore().score(ROW | {"claims": []}).value == pytest.approx((0.75 + 0.5) / 3)
    assert RadRScore().score({key: ROW[key] for key in ("claims", "trace")}).status == "no_reference"


def test_redundancy_by_hand():
    steps = [{"category": name} for name in ("repetition", "redundancy", "reasoning", "citation")]
    assert Redundancy().score({"trace": {"steps": steps}}).value == 0.5


def test_reasoning_recall():
    points = [{"covered": True}, {"covered": True, "partial": True}, {"covered": False}, {"covered": True}]
    assert ReasoningRecall().score({"references": points}).value == 0.5
    assert ReasoningRecall().score({"references": [*points, {"covered": None}]}).status == "error"
    assert ReasoningRecall().score({"references": []}).status == "no_reference"


def test_sufficiency():
    gold = {"reference": {"answer": "Gout"}}
    assert Sufficiency().score({"sufficient": False}).value == 0
    assert Sufficiency().score(gold | {"answer_from_reasoning": "gout."}).value == 1
    assert Sufficiency().score(gold).status == "no_answer"
    assert Sufficiency().score({"answer_from_reasoning": "gout"}).status == "no_reference"


def test_path_validity():
    graph = [["Gout", "treated_by", "Allopurinol"], ["Gout", "causes", "Tophus"]]
    assert PathValidity().score({"graph": graph, "path": ["Tophus", "gout", "Allopurinol"]}).value == 1
    assert PathValidity().score({"graph": graph, "path": ["Tophus", "Allopurinol", "gout"]}).value == 0.5
    text = "Allopurinol is right since gout explains each tophus."
    assert PathValidity().score({"graph": graph, "response": text}).details["path"] == ["allopurinol", "gout", "tophus"]
    assert PathValidity().score({"graph": graph, "path": ["gout"]}).status == "no_claims"
    assert PathValidity().score({"path": ["a", "b"]}).status == "no_reference"
