"""Marks that point at sources are no words of a claim, and ranges and named references are no such marks."""

import pytest

from reasonscore.decompose.decomposer import Source
from reasonscore.decompose.layout.citation_mark import citation_marks
from reasonscore.decompose.loader import load_decomposer
from reasonscore.span import make_span, slices, subtract
from reasonscore.trace.trace import Trace


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The boy recovered in 1970[1].", ["The boy recovered in 1970."]),
        (
            "The pulse rose[1][2], and the skin was cold [3, 4].",
            ["The pulse rose.", "The skin was cold."],
        ),
        ("The ulcer healed.[1][2] The scar stayed. [3]", ["The ulcer healed.", "The scar stayed."]),
        ("The ulcer healed. [1] The scar stayed.", ["The ulcer healed.", "The scar stayed."]),
        ("The **ulcer** healed[^4].", ["The ulcer healed."]),
        ("As shown in [3], the risk is low[4].", ["As shown in [3], the risk is low."]),
        ("The stay was 6 days [5-7].", ["The stay was 6 days [5-7]."]),
        ("The median was 12 [8, 16].", ["The median was 12 [8, 16]."]),
    ],
)
def test_marks_are_no_words(text, claims):
    result = load_decomposer().decompose_many([Source(Trace(text=text), None)])[0]
    assert [claim.text for claim in result.claims] == claims
    for start, end in citation_marks(text):
        pieces = [item.span for item in result.filtered if item.reason == "source_pointer"]
        assert any(slices(text, span) == text[start:end].strip() for span in pieces)
    taken = make_span(piece for item in (*result.claims, *result.filtered) for piece in item.span)
    assert not any(c.isalnum() for a, b in subtract(0, len(text), taken) for c in text[a:b])


def test_a_text_of_marks_alone_is_left():
    assert load_decomposer().decompose_many([Source(Trace(text="[1]"), None)])[0].claims == ()


def test_many_brackets_take_linear_time():
    assert citation_marks("[" * 100_000) == []
    assert citation_marks("[1, " * 50_000) == []
