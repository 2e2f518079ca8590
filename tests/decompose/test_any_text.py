"""Any text gives valid spans, full accounting and no crash."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.decompose.decomposer import Source
from reasonscore.decompose.layout.sentence import split_sentences
from reasonscore.decompose.loader import load_decomposer
from reasonscore.trace.trace import Region, Step, Trace

WORDS = [
    "the patient",
    "has",
    "fever",
    "if",
    "unless",
    "no",
    "denies",
    "and",
    "or",
    ",",
    ".",
    ";",
    ":",
    "(",
    ")",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "**",
    "Na 128",
    "<think>",
    "</think>",
    "which",
    "suggesting",
    "🙂",
    "שלום",
    "\ud800",
    "\x00",
    "\u200b",
    "’s",
    "should be started",
    "Dr.",
    "e.g.",
    "is not",
    "because",
    "The CT",
    "5 mg",
    "|",
    "```",
    "?",
    "However,",
    "I think",
]
TEXTS = st.one_of(
    st.text(st.characters(), max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
)


def covered(text, result):
    """The marks of every letter and digit that belongs to something."""
    inside = bytearray(len(text))
    spans = [item.span for item in result.filtered]
    for claim in result.claims:
        spans += [claim.span, claim.cue or (), *(c.span for c in claim.condition), *(r.span for r in claim.relations)]
    for span in spans:
        for start, end in span:
            assert 0 <= start < end <= len(text)
            inside[start:end] = b"\1" * (end - start)
    return inside


def check(text, result):
    inside = covered(text, result)
    assert all(inside[i] for i, c in enumerate(text) if c.isalnum())
    for claim in result.claims:
        assert claim.text.endswith(".")
        assert claim.span
        words = "".join(text[a:b] for a, b in claim.span)
        kept = {c for c in words if c.isalnum()}
        assert {c for c in claim.atom if c.isalnum() and c.isascii()} <= kept | {c.upper() for c in kept}
    assert len({claim.id for claim in result.claims}) <= len(result.claims)


@pytest.fixture(scope="module", params=["shallow", "parse"])
def decomposer(request):
    return load_decomposer(tier=request.param)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_every_letter_is_accounted_for(decomposer, text):
    [result] = decomposer.decompose_many([Source(Trace(text=text))])
    check(text, result)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_sentences_are_disjoint_and_hold_every_visible_character(text):
    pieces = split_sentences(text)
    position = 0
    for start, end in pieces:
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()


@pytest.mark.slow
def test_a_megabyte(decomposer):
    sentence = "The patient has fever, cough and no rash. "
    text = sentence * (1_000_000 // len(sentence)) + "(" * 20_000 + "." * 20_000 + " " * 20_000 + "a" * 20_000
    [result] = decomposer.decompose_many([Source(Trace(text=text))])
    assert len(result.claims) > 10_000
    check(text, result)


def test_regions_come_back_with_their_reason(decomposer):
    text = "The CT is normal. print(1) The MRI is normal."
    trace = Trace(text=text, regions=(Region((18, 26), "code"),))
    [result] = decomposer.decompose_many([Source(trace)])
    assert [(f.span, f.reason) for f in result.filtered] == [(((18, 26),), "code")]
    assert [claim.text for claim in result.claims] == ["The CT is normal.", "The MRI is normal."]


def test_steps_and_other_languages(decomposer):
    text = "The CT is normal. The MRI is normal."
    trace = Trace(text=text, steps=(Step("The CT is normal.", ((0, 17),)), Step("The MRI is normal.", ((18, 36),))))
    other = Trace(text="La radiografía es normal.", language="es")
    first, second = decomposer.decompose_many([Source(trace), Source(other)])
    assert [claim.step for claim in first.claims] == [0, 1]
    assert second.claims == ()
    assert [(f.span, f.reason) for f in second.filtered] == [(((0, 25),), "unsupported_language")]


def test_a_text_does_not_depend_on_its_neighbours(decomposer):
    texts = [
        "He denies fever, chills or sweats.",
        "If it spreads, stop it.",
        "Hello!",
        "",
        "However, the CT is normal.",
    ]
    together = decomposer.decompose_many([Source(Trace(text=t)) for t in texts])
    alone = [decomposer.decompose_many([Source(Trace(text=t))])[0] for t in texts]
    assert together == alone
