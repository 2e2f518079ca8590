"""`--verifier`: ours, a plugin by its name, `module:name`; another name is answered with what is installed."""

import json
import sys
from importlib.metadata import EntryPoint

import pytest

from reasonscore import registry as registries
from reasonscore.verify.backends.loader import backends

PAIR = {"id": "p", "claim": "She has a fever.", "evidence": ["She has a fever."]}
HOUSE = """
class Judge:
    def __init__(self, choice):
        pass

    def predict(self, pairs):
        return [[0.75, 0.25, 0.0]] * len(pairs)

    def signature(self):
        return {}
"""


@pytest.fixture
def pairs(tmp_path, monkeypatch):
    (tmp_path / "house_verifier.py").write_text(HOUSE)
    (tmp_path / "in.jsonl").write_text(json.dumps(PAIR) + "\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    points = [EntryPoint("house", "house_verifier:Judge", "reasonscore.verifiers")]
    monkeypatch.setattr(registries, "entry_points", lambda group: points if group == "reasonscore.verifiers" else [])
    monkeypatch.setattr(backends, "_items", dict(backends._items))
    monkeypatch.setattr(backends, "_plugins_loaded", False)
    yield "in.jsonl"
    sys.modules.pop("house_verifier", None)


@pytest.mark.parametrize("name", ["house", "house_verifier:Judge"])
def test_a_verifier_of_somebody_elses_judges(pairs, command, name):
    code, out, _ = command("verify", pairs, "--verifier", name)
    assert code == 0
    assert json.loads(out)["verdict"]["label"] == "supported"


def test_an_unknown_name_is_answered_with_what_is_installed(pairs, command):
    code, _, told = command("verify", pairs, "--verifier", "hause")
    assert code == 2
    assert "'hause' is no verifier; installed are house, lexical, onnx, torch." in " ".join(told.split())
    assert "reasonscore.verifiers" in told
