import json
import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.errors import ResourceError
from reasonscore.verify.backend import TextPair
from reasonscore.verify.backends.onnx import OnnxBackend, _batches
from reasonscore.verify.backends.premise import fit_premise
from reasonscore.verify.verdict import LABELS

PAIRS = [
    TextPair("The chest X-ray shows a right lower lobe consolidation.", "There is a consolidation in the right lung."),
    TextPair("No pleural effusion is seen.", "There is a pleural effusion."),
    TextPair("The patient lives with his wife.", "The patient takes metformin."),
    TextPair("Potassium 6.1. " * 30, "Potassium was 6.1."),
    TextPair("Fever.", "The patient has fever."),
]


@pytest.fixture(scope="module")
def backend():
    return OnnxBackend(threads=1)


def test_plain_cases_are_judged_right(backend):
    rows = backend.predict(PAIRS[:3])
    assert [LABELS[column] for column in rows.argmax(axis=1)] == ["supported", "contradicted", "unverifiable"]
    assert np.allclose(rows.sum(axis=1), 1)


def test_the_same_pair_gets_the_same_probabilities_whatever_stands_beside_it(backend):
    """Not nearly the same: bit by bit, alone, in any order, doubled, and beside much longer texts."""
    alone = np.concatenate([backend.predict([pair]) for pair in PAIRS])
    assert (backend.predict(PAIRS) == alone).all()
    assert (backend.predict(PAIRS[::-1])[::-1] == alone).all()
    assert (backend.predict(PAIRS * 40)[: len(PAIRS)] == alone).all()


def test_threads_change_no_bit(backend):
    pairs = [*PAIRS * 9, *(TextPair(f"Sodium was {value}. " * (value % 7), "Sodium was low.") for value in range(60))]
    threaded = OnnxBackend(threads=3)
    assert (threaded.predict(pairs) == backend.predict(pairs)).all()
    assert (threaded.predict(pairs[:1]) == backend.predict(pairs[:1])).all()
    assert threaded.signature() == backend.signature()


@given(sizes=st.lists(st.integers(1, 256), max_size=80), threads=st.integers(1, 8))
def test_batches_hold_each_pair_once_and_one_length(sizes, threads):
    batches = _batches(sizes, threads)
    assert sorted(index for _, members in batches for index in members) == list(range(len(sizes)))
    for length, members in batches:
        assert all(length - 8 < sizes[index] <= length for index in members)
        assert len(members) == 1 or length * len(members) <= 2048
    assert batches == _batches(sizes, threads)


def test_a_small_call_is_shared_out():
    assert len(_batches([60] * 40, 2)) >= 4
    assert len(_batches([60] * 3, 2)) == 1


def test_no_pairs_give_no_rows(backend):
    assert backend.predict([]).shape == (0, 3)


@settings(max_examples=30, deadline=None)
@given(premise=st.text(max_size=200), hypothesis=st.text(max_size=200))
def test_any_texts_give_probabilities(backend, premise, hypothesis):
    rows = backend.predict([TextPair(premise, hypothesis)])
    assert rows.shape == (1, 3)
    assert np.isfinite(rows).all()
    assert np.allclose(rows.sum(), 1)


def test_of_a_long_premise_the_part_nearest_to_the_hypothesis_is_read(backend):
    padding = "The hospital was built in a quiet street and has many rooms. " * 60
    pair = TextPair(padding + "The patient has a fever. " + padding, "The patient has a fever.")
    fitted = fit_premise(pair, backend._tokenizer, 256)
    assert "The patient has a fever." in fitted.premise
    assert len(fitted.premise) < 1500
    assert fit_premise(PAIRS[0], backend._tokenizer, 256) is PAIRS[0]


def test_a_claim_longer_than_the_model_is_still_judged(backend):
    assert np.isfinite(backend.predict([TextPair("Fever. " * 500, "cough " * 5000)])).all()


def test_the_model_is_small_and_its_signature_names_it(backend):
    folder = files("reasonscore_resources") / "nli"
    assert len((folder / "model.onnx").read_bytes()) <= 25_000_000
    digest = json.loads((folder / "config.json").read_text())["sha256"]["model.onnx"][:8]
    assert digest in backend.signature()["model"]


def test_a_damaged_model_is_named(tmp_path):
    copied = _copy(tmp_path)
    (copied / "tokenizer.json").write_text("{}")
    with pytest.raises(ResourceError, match=r"tokenizer\.json of the model is damaged"):
        OnnxBackend(copied)
    (copied / "model.onnx").unlink()
    with pytest.raises(ResourceError, match=r"the model folder has no model\.onnx"):
        OnnxBackend(copied)


def _copy(target: Path) -> Path:
    source = files("reasonscore_resources") / "nli"
    return Path(shutil.copytree(str(source), target / "nli"))
