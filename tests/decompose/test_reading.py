"""The parser-free readers that other stages use on evidence too, and the loading of decomposers."""

import logging

import pytest

from reasonscore.decompose.decomposer import Decomposer
from reasonscore.decompose.fields.certainty import certainty
from reasonscore.decompose.fields.negation import polarity
from reasonscore.decompose.fields.quantity import find_quantities
from reasonscore.decompose.layout.sentence import split_sentences
from reasonscore.decompose.loader import load_decomposer
from reasonscore.decompose.parse import pipeline
from reasonscore.errors import ResourceError, UnknownNameError


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dr. Ode saw him. He left.", ["Dr. Ode saw him.", "He left."]),
        ("Give 0.5 mg q.i.d. for a week. Stop then.", ["Give 0.5 mg q.i.d. for a week.", "Stop then."]),
        ("See e.g. the film. It was seen by H. E. Wood.", ["See e.g. the film.", "It was seen by H. E. Wood."]),
        ("He has hepatitis C. She has none.", ["He has hepatitis C.", "She has none."]),
        ("- no fever\n- no cough", ["- no fever", "- no cough"]),
        ("One line\n\nanother", ["One line", "another"]),
        ("", []),
        ("   \n ", []),
    ],
)
def test_sentences(text, sentences):
    assert [text[a:b] for a, b in split_sentences(text)] == sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sodium was below 120 mmol/L.", [("sodium", "<", 120, None, "mmol/L")]),
        ("Platelets between 75 and 100.", [(None, "=", 75, 100, None)]),
        ("Give 40 mg of furosemide.", [("furosemide", "=", 40, None, "mg")]),
        ("GCS 14/15", [("gcs", "=", 14, None, "/15")]),
        ("levels of 126 or higher", [(None, ">=", 126, None, None)]),
        ("type 2 diabetes", []),
        ("", []),
    ],
)
def test_quantities(text, expected):
    assert [(q.name, q.comparator, q.value, q.high, q.unit) for q, _ in find_quantities(text)] == expected


def test_polarity_and_certainty():
    assert polarity("No mass was felt.")
    assert polarity("The rash is not painful.")
    assert not polarity("A man without fever has a cough.")
    assert not polarity("A leak cannot be excluded.")
    assert certainty("Cancer was ruled out.").label == "excluded"
    assert certainty("If it were gout, it would hurt.").label == "counterfactual"


def test_loading(monkeypatch, caplog):
    assert isinstance(load_decomposer(), Decomposer)
    with pytest.raises(UnknownNameError):
        load_decomposer("deep")
    with pytest.raises(UnknownNameError):
        load_decomposer(granularity="tiny")
    with pytest.raises(ResourceError, match="pip install"):
        load_decomposer(pipeline="en_no_such_pipeline")
    monkeypatch.setattr(pipeline, "is_installed", lambda name: False)
    with caplog.at_level(logging.WARNING, logger="reasonscore"):
        signature = load_decomposer().signature()
    assert (signature["tier"], signature["pipeline"]) == ("shallow", "missing")
    assert "pip install" in caplog.text
