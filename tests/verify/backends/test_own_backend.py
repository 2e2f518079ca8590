import sys
from importlib.metadata import EntryPoint

import numpy as np
import pytest

from reasonscore import Scorer
from reasonscore import registry as registries
from reasonscore.errors import ReasonScoreError, ResourceError, UnknownNameError
from reasonscore.verify.backend import TextPair
from reasonscore.verify.backends.loader import BackendChoice, backends, load_backend
from reasonscore.verify.backends.own_backend import OwnBackend

PAIRS = [TextPair("She has a fever.", "She has a fever."), TextPair("She has a fever.", "He has gout.")]
ROW = {"response": "She has a fever.", "evidence": ["She has a fever."]}
HOUSE = """
class Judge:
    def __init__(self, choice):
        self.model = choice.model or "house-1"

    def predict(self, pairs):
        return [[1.0, 0.0, 0.0] if p.hypothesis in p.premise else [0.1, 0.1, 0.8] for p in pairs]

    def signature(self):
        return {"model": self.model, "size": 2}


ready = Judge(type("Choice", (), {"model": "a,b|c"}))
number = 5
"""


class Fixed:
    def __init__(self, rows):
        self.rows = rows

    def predict(self, pairs):
        return self.rows() if callable(self.rows) else self.rows

    def signature(self):
        return {"backend": "fixed"}


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A module of the user's in the working folder."""
    (tmp_path / "house_judges.py").write_text(HOUSE)
    monkeypatch.chdir(tmp_path)
    yield "house_judges:Judge"
    sys.modules.pop("house_judges", None)


@pytest.fixture
def plugin(house, monkeypatch, tmp_path):
    """A package that brings a verifier, and one whose verifier cannot be loaded."""
    points = [EntryPoint("house", house, "reasonscore.verifiers"), EntryPoint("broken", "no_such:Judge", "x")]
    monkeypatch.setattr(registries, "entry_points", lambda group: points if group == "reasonscore.verifiers" else [])
    monkeypatch.setattr(backends, "_items", dict(backends._items))
    monkeypatch.setattr(backends, "_plugins_loaded", False)
    monkeypatch.syspath_prepend(tmp_path)


def test_a_module_of_your_own_judges(house):
    backend = load_backend(house, BackendChoice(model="m2", device="cuda"))
    assert backend.predict(PAIRS).tolist() == [[1, 0, 0], [0.1, 0.1, 0.8]]
    assert backend.signature() == {"backend": "house_judges:Judge", "model": "m2", "size": "2"}
    assert load_backend("house_judges:ready").signature()["model"] == "a_b_c"
    result = Scorer(["Factuality"], tier="shallow", verifier=house).score(ROW)
    assert result.scores["Factuality"].value == 1
    assert "backend=house_judges:Judge,model=house-1" in result["signature"]


def test_a_plugin_judges_under_its_name(plugin, caplog):
    result = Scorer(["Factuality"], tier="shallow", verifier="house").score(ROW)
    assert result.scores["Factuality"].value == 1
    with pytest.raises(UnknownNameError, match="unknown verifier 'hause'; did you mean house"):
        Scorer(verifier="hause")
    assert "the verifier 'broken' of no_such:Judge cannot be loaded" in caplog.text


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "no_such_module:Judge",
            "verifier 'no_such_module:Judge': No module named 'no_such_module'; expected a backend",
        ),
        ("house_judges:nobody", "has no attribute 'nobody'"),
        ("house_judges:number", "found int, expected a backend or what makes one"),
        ("builtins:id", "found int, expected an object with predict and signature"),
    ],
)
def test_what_is_no_backend_is_refused_by_name(house, name, message):
    with pytest.raises(ResourceError) as told:
        load_backend(name)
    assert message in str(told.value)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([[1.0, 0.0, 0.0]], r"found an array of shape \(1, 3\), expected \(2, 3\)"),
        ([[0.5, 0.5], [0.5, 0.5]], r"found an array of shape \(2, 2\)"),
        ([[1.0, 0.0, 0.0], [3.0, -1.0, -1.0]], "found the row 3, -1, -1, expected probabilities that sum to 1"),
        ([[float("nan"), 0.0, 0.0], [1.0, 0.0, 0.0]], "found the row nan, 0, 0"),
        ([["a", "b", "c"]] * 2, "failed with ValueError"),
        (lambda: 1 / 0, "verifier 'mine': failed with ZeroDivisionError"),
    ],
)
def test_what_it_gives_is_held_against_what_a_verdict_needs(rows, message):
    with pytest.raises(ReasonScoreError, match=message):
        OwnBackend("mine", Fixed(rows)).predict(PAIRS)


def test_half_precision_and_no_pairs_are_fine():
    rows = np.array([[0.3333, 0.3333, 0.333], [1, 0, 0]], dtype=np.float16)
    assert OwnBackend("mine", Fixed(rows)).predict(PAIRS).dtype == np.float64
    assert OwnBackend("mine", Fixed(None)).predict([]).shape == (0, 3)
    with pytest.raises(ResourceError, match="found Fixed, expected an object"):
        OwnBackend("mine", Fixed)
