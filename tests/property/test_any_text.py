"""Any text through the whole flow: valid spans, no crash, one row out."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reasonscore import Scorer
from reasonscore.jsonl import dump_row

WILD = st.text(
    st.characters() | st.sampled_from("\x00\x1b\u200f\u202e\ud800\udfff\u0301🩺🧑🏽‍⚕️<>#*-|`\n\t."), max_size=300
)


@pytest.fixture(scope="module")
def scorer():
    return Scorer(tier="shallow", verifier="lexical", primer=False)


def assert_valid(row, text):
    assert row["status"] == "scored"
    spanned = [*row["claims"], *row["filtered"], *row["trace"]["steps"]]
    spanned += [part for claim in row["claims"] for part in claim["condition"]]
    for item in spanned:
        for start, end in item["span"]:
            assert 0 <= start < end <= len(text)
    for claim in row["claims"]:
        letters = {sign for start, end in claim["span"] for sign in text[start:end] if sign.isalnum()}
        assert letters
    json.loads(dump_row(row))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=WILD, evidence=st.lists(WILD, max_size=2), question=WILD)
def test_any_text_gives_valid_spans(scorer, text, evidence, question):
    row = {"id": 1, "question": question, "response": text, "evidence": evidence, "reference": {"reasoning": question}}
    assert_valid(scorer.score(row), text)


@pytest.mark.parametrize(
    "text",
    [
        "The patient has a fever. " * 42_000,
        "<think>" * 150_000,
        "- a\n" * 250_000,
        "(" * 1_000_000,
        "a" * 1_000_000,
        "no " * 340_000,
        "1.2," * 250_000,
    ],
    ids=["sentences", "tags", "bullets", "brackets", "letters", "negations", "numbers"],
)
@pytest.mark.slow
def test_a_megabyte_does_not_crash(scorer, text):
    assert_valid(scorer.score({"id": 1, "response": text, "evidence": ["The patient has a fever."]}), text)
