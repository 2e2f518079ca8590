"""Any record, trace or evidence through the whole scorer: a row or an explained error, finite, the same twice."""

import json
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.jsonl import dump_row, parse_line
from reasonscore.metrics import parse_metric, registry
from reasonscore.metrics.score import ScoreStatus
from reasonscore.scorer import Scorer
from tests.fuzz.target import check_finite, check_span

SENTENCES = [
    "He denies fever, chills or sweats.", "If the potassium exceeds 5.5 mmol/L, stop spironolactone.", "Na 128 mmol/L",
    "The effusion is on the left.", "There is no pneumothorax", "The answer is B.", "1. Sarcoidosis (70%)", "<think>",
    "</think>", "Step 2: So it is TB.", "\\boxed{A}", "I cannot answer this.", "however", "?", "\n\n", "- ", "```",
    "|a|b|", "Her mother had it in 2010, which suggests a gene.",
    "\ud800", "\x00", "\u200b", "🙂", "שלום", "诊断是", "1e400 mg",
]  # fmt: skip
STATUSES = get_args(ScoreStatus)
TEXT = st.one_of(st.lists(st.sampled_from(SENTENCES), max_size=6).map(" ".join), st.text(max_size=60))
NUMBER = st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False))
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBER, TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=6,
)
PASSAGE = st.one_of(
    TEXT,
    st.fixed_dictionaries(
        {"text": TEXT},
        optional={"id": TEXT, "title": TEXT, "source": TEXT, "date": TEXT, "score": NUMBER},
    ),
)
MESSAGES = st.lists(
    st.fixed_dictionaries({"role": st.sampled_from(["user", "assistant", "system", "tool"]), "content": TEXT}),
    max_size=3,
)
VALID = st.fixed_dictionaries(
    {"response": st.one_of(TEXT, MESSAGES)},
    optional={
        "id": st.one_of(TEXT, st.integers()),
        "question": TEXT,
        "evidence": st.one_of(TEXT, st.lists(PASSAGE, max_size=3)),
        "reference": st.fixed_dictionaries(
            {},
            optional={"answer": st.one_of(TEXT, st.lists(TEXT, max_size=2)), "reasoning": st.lists(TEXT, max_size=3)},
        ),
        "answers": st.lists(TEXT, max_size=4),
        "options": st.dictionaries(st.sampled_from("ABCDE"), TEXT, max_size=4),
        "steps": st.lists(TEXT, max_size=4),
    },
)
FIELDS = ["id", "question", "response", "evidence", "reference", "answers", "options", "steps", "scores", "claims", "x"]
BROKEN = st.dictionaries(st.sampled_from(FIELDS), ANYTHING, max_size=6)
# A metric that asks for another model, or for a package that need not be there, is tested where it is.
APART = {"BERTScore", "EmbeddingCosine", "ROUGE", "BLEU", "chrF"}


@pytest.fixture(scope="module")
def scorer():
    names = [f"{name}@5" if registry[name].cutoff else name for name in registry if name not in APART]
    return Scorer(names, tier="shallow", verifier="lexical", primer=False)


def check_row(row, given):
    """What every output row keeps to."""
    text = dump_row(row)
    assert parse_line(2, text.encode()).row == json.loads(text)
    check_finite(json.loads(text))
    assert {key: row[key] for key in given if key not in ("id", "status", "scores", "claims")} == {
        key: given[key] for key in given if key not in ("id", "status", "scores", "claims")
    }
    if row["status"] == "error":
        assert row["scores"] == {}
        assert row["error"]["type"] == "InputError", row["error"]
        return
    assert row["status"] == "scored"
    for name, score in row["scores"].items():
        assert score["status"] in STATUSES, name
        assert (score["value"] is None) == (score["status"] != "scored"), (name, score)
        low, high = parse_metric(name).bounds
        if score["value"] is not None:
            assert low is None or score["value"] >= low - 1e-9, (name, score)
            assert high is None or score["value"] <= high + 1e-9, (name, score)
    if isinstance(given["response"], str):
        for claim in row["claims"]:
            check_span(claim["span"], given["response"])
    for claim in row["claims"]:
        verdict = claim.get("verdict")
        if verdict and verdict["status"] == "judged":
            assert sum(verdict["probabilities"].values()) == pytest.approx(1, abs=2e-4)


@settings(max_examples=30, deadline=None)
@given(row=VALID)
def test_a_valid_record_is_scored(scorer, row):
    found = dict(scorer.score(row))
    check_row(found, row)
    assert found["status"] == "scored"
    assert dump_row(found) == dump_row(dict(scorer.score(row)))


@settings(max_examples=60, deadline=None)
@given(row=BROKEN)
def test_a_broken_record_is_scored_or_explained(scorer, row):
    check_row(dict(scorer.score(row)), row)
