import json
from importlib.resources import files

import numpy as np
import pytest

from reasonscore.decompose.claim import Claim
from reasonscore.record import Passage
from reasonscore.verify.checks.check import run_checks
from reasonscore.verify.combine import combine, features_of
from reasonscore.verify.features import window_features
from reasonscore.verify.verdict_model import load_verdict_model, read_verdict_model
from reasonscore.verify.window import Window, WindowIndex

MODEL = read_verdict_model({"weights": {"supported": [1, 0, 0], "contradicted": [0, 1, 0]}, "intercept": [0, 0, 0]})
"""Gives the backend's own probabilities back."""


def judge(text, evidence, rows, model=MODEL):
    windows = [Window(i, f"e{i + 1}", part, (0, len(part))) for i, part in enumerate(evidence)]
    claim = Claim("c1", text, text, ())
    return combine(claim, windows, np.array(rows), [run_checks(claim, part) for part in evidence], model)


def test_the_best_support_gives_label_probabilities_and_first_evidence():
    verdict = judge("Zinc helps.", ["Iron.", "Zinc."], [[0.2, 0.1, 0.7], [0.8, 0.1, 0.1]])
    assert (verdict.label, verdict.evidence[0].id) == ("supported", "e2")
    assert verdict.to_row()["probabilities"] == {"supported": 0.8, "contradicted": 0.1, "unverifiable": 0.1}


def test_a_stronger_contradiction_outweighs_support_and_both_are_reported():
    verdict = judge("Zinc helps.", ["Zinc.", "Zinc."], [[0.6, 0.1, 0.3], [0.1, 0.8, 0.1]])
    assert (verdict.label, verdict.evidence[0].id, verdict.flags) == ("contradicted", "e2", ("conflicting_evidence",))


def test_the_order_of_equal_windows_does_not_change_the_label():
    rows = [[0.6, 0.1, 0.3], [0.1, 0.8, 0.1]]
    one, two = (judge("Zinc helps.", ["Zinc.", "Zinc."], order) for order in (rows, rows[::-1]))
    assert one.probabilities == two.probabilities


UNDECIDED = [[0.4, 0.3, 0.3]]


@pytest.mark.parametrize(
    ("claim", "evidence", "label"),
    [
        ("The patient has a left pleural effusion.", "There is a right pleural effusion.", "contradicted"),
        ("Her potassium was 3.1 mmol/L.", "Her potassium was 6.1 mmol/L.", "contradicted"),
        ("The patient has diabetes.", "The patient's mother has diabetes.", "unverifiable"),
        ("Metformin should be stopped.", "Metformin should be stopped if vomiting develops.", "unverifiable"),
        ("The patient has gout.", "The patient may have gout.", "unverifiable"),
        ("The patient has gout.", "The weather was fine and the train was late.", "unverifiable"),
    ],
)
def test_checks_decide_where_the_backend_is_undecided(claim, evidence, label):
    assert judge(claim, [evidence], UNDECIDED, load_verdict_model()).label == label


def test_what_is_not_likely_enough_is_not_asserted():
    weights = {"supported": [1, 0, 0], "contradicted": [0, 1, 0]}
    model = read_verdict_model({"weights": weights, "intercept": [0, 0, 0], "threshold": 0.5})
    unsure = judge("Zinc helps.", ["Zinc."], [[0.45, 0.2, 0.35]], model)
    assert (unsure.label, unsure.flags) == ("unverifiable", ("low_confidence",))
    assert unsure.to_row()["probabilities"] == {"supported": 0.45, "contradicted": 0.2, "unverifiable": 0.35}
    sure = judge("Zinc helps.", ["Zinc."], [[0.1, 0.55, 0.35]], model)
    assert (sure.label, sure.flags) == ("contradicted", ())


@pytest.mark.parametrize("backend", ["onnx", "lexical", "torch"])
def test_every_weight_of_the_embedded_models_has_its_feature(backend):
    model = load_verdict_model(backend)
    assert set(model.names) == set(window_features("a", "b", [0.2, 0.3, 0.5], ()))
    assert model.weights.shape == (len(model.names), 3)


def test_the_windows_of_a_long_passage_are_weighed_together():
    long = [f"Remark {chr(97 + i)}{chr(98 + i)}x concerns ward number {chr(99 + i)}{chr(97 + i)}y." for i in range(24)]
    windows = WindowIndex([Passage(" ".join(["Zinc helps.", *long]))]).best("Zinc helps.", 2)
    rows = np.array([[0.8, 0.1, 0.1]] * len(windows))
    checks = [()] * len(windows)
    for one in features_of("Zinc helps.", windows, rows, checks):
        assert one["long_mean_supported"] == pytest.approx(one["supported"] * one["long"])
        assert one["long_mean_contradicted"] == 0
    short = WindowIndex([Passage("Zinc helps.")]).best("Zinc helps.", 2)
    assert features_of("Zinc helps.", short, rows[:1], [()])[0]["long_mean_supported"] == 0


def test_a_row_does_not_depend_on_the_other_rows():
    model = load_verdict_model()
    features = [window_features("Zinc helps.", text, [0.2, 0.3, 0.5], ()) for text in ("Zinc.", "Iron and zinc help.")]
    both = model.probabilities(features)
    assert all((model.probabilities([one])[0] == row).all() for one, row in zip(features, both, strict=True))


def test_the_model_is_a_readable_file_with_its_labels():
    found = json.loads((files("reasonscore_resources") / "verify" / "verdict.json").read_text(encoding="utf-8"))
    assert found["labels"] == ["supported", "contradicted", "unverifiable"]
    assert all(len(row) == 3 for row in found["weights"].values())
