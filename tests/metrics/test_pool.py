"""What holds of metrics over files: scores that were written and read again give the same number."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reasonscore.metrics import FormatRobustness, parse_metric, registry
from reasonscore.metrics.score import Score

ROOT = Path(__file__).parents[2]
ROWS = {
    "AUROC": [{"label": 1, "prediction": 0.9}, {"label": 0, "prediction": 0.2}, {"label": 0, "prediction": 0.95}],
    "ArgumentSpanF1(match='token')": [
        {"reference": {"labels": ["B-Claim", "O"]}, "prediction": {"labels": ["O", "O"]}}
    ],
    "ClassificationF1": [{"label": "a", "prediction": "b"}, {"label": "b", "prediction": "b"}],
    "EntityF1": [{"reference": {"entities": ["x"]}, "prediction": {"entities": ["x", "y"]}}],
    "F1@K(k=3)": [{"claims": [{"verdict": {"status": "judged", "label": "supported"}}]}, {"claims": []}],
    "FormatRobustness": [{"item": "1", "format": name, "correct": True} for name in ("mcq", "list")],
    "LengthCorrectness": [{"length": 5, "correct": True}, {"length": 9, "correct": False}],
    "BudgetArea": [{"budget": 256, "correct": True}, {"budget": 512, "correct": False}],
    "NLI4CT": [
        {"id": "a", "label": "Entailment", "prediction": "Entailment"},
        {"id": "b", "label": "Contradiction", "prediction": "Entailment", "causal_type": ["Altering", "a"]},
    ],
    "RelationF1": [{"reference": {"relations": [["x", 0, 1]]}, "prediction": {"relations": []}}],
}


def test_every_pooled_metric_is_here():
    named = {parse_metric(written).name for written in ROWS} | {"BLEU"}
    assert named == {name for name in registry if registry[name].pooled}


@pytest.mark.parametrize("written", ROWS)
def test_written_scores_pool_to_the_same_number(written):
    metric = parse_metric(written)
    scores = [metric.score(row) for row in ROWS[written]]
    again = [Score.from_row(json.loads(json.dumps(score.to_row()))) for score in scores]
    assert metric.pool(again) == metric.pool(scores) == metric.compute(ROWS[written])
    assert metric.pool([]).value is None


def test_mean_of_nothing():
    assert FormatRobustness().compute([]).value is None


def test_a_metric_over_labels_loads_nothing_heavy():
    code = "import sys; from reasonscore import metrics; metrics.Factuality().compute(['supported']); "
    code += "metrics.parse_metric('AnswerAccuracy'); heavy = ('numpy', 'rapidfuzz', 'spacy'); "
    code += "print([name for name in heavy if name in sys.modules])"
    paths = [str(ROOT), str(ROOT / "cli"), str(ROOT / "resources")]
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}; {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[]"


def test_plugins_are_found_by_their_entry_point(monkeypatch):
    from reasonscore import registry as registries
    from reasonscore.metrics.catalogue import MetricRegistry
    from reasonscore.metrics.claims.factuality import Factuality

    class Point:
        name = "House"

        @staticmethod
        def load():
            return Factuality

    monkeypatch.setattr(registries, "entry_points", lambda group: [Point] if group == "reasonscore.metrics" else [])
    assert MetricRegistry("metric")["House"] is Factuality


def test_a_plugin_that_cannot_be_loaded_is_named_and_harms_nothing(monkeypatch, caplog):
    from reasonscore import registry as registries
    from reasonscore.errors import UnknownNameError
    from reasonscore.metrics.catalogue import MetricRegistry

    class Point:
        name, value, dist = "House", "house.metric:House", None

        @staticmethod
        def load():
            raise ImportError("no module named house")

    monkeypatch.setattr(registries, "entry_points", lambda group: [Point])
    with pytest.raises(UnknownNameError, match="unknown metric 'Huose'"):
        MetricRegistry("metric")["Huose"]
    assert (
        "the metric 'House' of house.metric:House cannot be loaded: ImportError('no module named house')" in caplog.text
    )
