import pytest

from reasonscore.metrics import NLI4CT


def item(name, gold, predicted, causal=None, **more):
    row = {"id": name, "label": gold, "prediction": predicted} | more
    return row | ({"causal_type": causal} if causal else {})


E, C = "Entailment", "Contradiction"
ROWS = [
    item("a", E, E),
    item("b", C, E),
    item("c", E, C),
    item("d", C, C),
    item("a1", C, C, ["Altering", "a"]),  # differs from the gold of a: faithful
    item("c1", C, E, ["Altering", "c"]),  # equals the gold of c: not faithful; c itself is wrong
    item("b1", C, E, ["Preserving", "b"]),  # as the prediction for b, though both are wrong: consistent
    item("a2", E, C, ["Preserving", "a"]),
]


def test_by_hand():
    score = NLI4CT().compute(ROWS)
    assert score.value == 0.5
    assert (score.details["precision"], score.details["recall"]) == (0.5, 0.5)
    assert score.details["faithfulness"] == 0.5
    assert score.details["consistency"] == 0.5
    assert NLI4CT(given_right=True).compute(ROWS).details["faithfulness"] == 1


def test_the_constant_predictions_show_why_they_belong_together():
    details = NLI4CT().compute([row for row in ROWS if row["id"] not in ("b1",)]).details
    assert details["always_contradiction"] == {"f1": 0, "faithfulness": 1, "consistency": 1}
    assert details["always_entailment"] == {"f1": pytest.approx(2 / 3), "faithfulness": 0, "consistency": 1}


def test_evidence_is_pooled_and_repeated_lines_count_repeatedly():
    first = item("a", E, {"Prediction": E, "primary_evidence": [0, 0, 3], "secondary_evidence": [1]})
    first["reference"] = {"primary_evidence": [0, 1], "secondary_evidence": [1]}
    second = item("b", E, {"Prediction": E, "primary_evidence": []}) | {"reference": {"primary_evidence": [4]}}
    assert NLI4CT().compute([first, second]).details["evidence_f1"] == pytest.approx(2 * 3 / (4 + 4))


def test_empty_parts_are_null():
    score = NLI4CT().compute(ROWS[:1])
    assert (score.value, score.details["faithfulness"], score.details["evidence_f1"]) == (1, None, None)
    assert NLI4CT().compute([{"prediction": E}]).status == "no_reference"
    assert NLI4CT().score(item("a", E, None)).value == 0
