"""Queries: the claim's own words first, abbreviations written out, the question only where it is needed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.retrieve.primer import open_primer
from reasonscore.retrieve.query import make_query, written_out


def test_claim_alone_where_it_says_enough():
    claim = "Warfarin needs regular monitoring."
    assert make_query(claim, "An 80-year-old with atrial fibrillation") == claim
    assert make_query("") == ""


def test_thin_claim_takes_the_question_along():
    assert "lipoma" in make_query("It is harmless.", "Is a lipoma dangerous?")


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("DKA needs insulin.", ["diabetic ketoacidosis"]),
        ("Diabetic ketoacidosis (DKA) needs insulin.", []),
        ("Succinate-CoA ligase deficiency is inherited.", []),
        ("A heart attack raises troponin.", []),
        ("", []),
    ],
)
def test_written_out(claim, expected):
    assert written_out(claim) == expected


def test_abbreviated_claim_finds_its_passage():
    primer = open_primer()
    for claim, title in [
        ("DKA with vomiting", "Diabetic ketoacidosis"),
        ("AAA above 5.5 cm", "Abdominal aortic aneurysm"),
    ]:
        assert title in [passage.title for passage in primer.retrieve([make_query(claim)], 3)[0]]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_claim(text):
    assert make_query(text).startswith(text)
