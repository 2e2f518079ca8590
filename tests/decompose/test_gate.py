"""What is passed over because of the words of a text could not have matched."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.decompose.conditions.marker import text_markers
from reasonscore.decompose.layout import note
from reasonscore.decompose.search.expression_wording import sure_words
from reasonscore.decompose.search.opening_word import OpeningWords
from reasonscore.decompose.segments import joint, wrapper

OPENED = {
    "request": (note.openings(), note._REQUEST.pattern),
    "has": (note.openings(), note._pattern("has").pattern),
    "was": (note.openings(), note._pattern("was").pattern),
    "is": (note.openings(), note._pattern("is").pattern),
    "it": (note.openings(), note._pattern("it").pattern),
    "connective": (wrapper._openings(), wrapper._connectives()[0].source),
    "condition": (text_markers().openings, text_markers().expression.pattern),
}
SIGNS = ["5", " ", "-", ".", ",", "'", "é", "S", "_", ""]


@pytest.mark.parametrize("name", OPENED)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_text_that_cannot_open_so_does_not_match(name, data):
    words, source = OPENED[name]
    known = sorted(set(re.findall(r"[A-Za-z']{2,}", source)))
    parts = data.draw(st.lists(st.tuples(st.sampled_from([*known, "fever"]), st.sampled_from(SIGNS)), max_size=5))
    text = "".join(word + sign for word, sign in parts)
    if not words.may_open(text):
        assert re.match(source, text, re.I) is None


def test_expressions_that_begin_anyhow_may_open_any_text():
    assert OpeningWords([r"\w+ly\b"]).may_open("The rest.")
    assert not OpeningWords(["denies"]).may_open("The rest.")
    assert OpeningWords(["denies"]).may_open("7 of them")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"\b(?:may|might(?!y)|shows?)\b", {"may", "show", "shows"}),
        (r"\b(?:is|(?:was|were) not|[a|b]x)\b", {"is"}),
        (r"\b(?:may)(?: be)\b", set()),
        (r"\b(?:may|can)\b(?! not)", set()),
        (r"(?:may|can)\b", set()),
        (r"\b(?:a|b)|(?:c|d)\b", set()),
    ],
)
def test_words_that_are_a_match_by_themselves(source, words):
    assert sure_words(source) == words


PARTS = [
    "the CT is normal",
    "and",
    "but",
    "if",
    ", ",
    "; ",
    ": ",
    " — ",
    " -- ",
    "—",
    "  ",
    " ",
    "so",
    "in which case",
    "take it",
]


@given(st.lists(st.sampled_from(PARTS), max_size=12))
def test_joints_are_what_a_search_finds(parts):
    text = " ".join(parts)
    found = [match.span() for match in joint.joints(text)]
    assert found == ([match.span() for match in joint._CUT.finditer(text)] if joint._may_cut(text) else [])


def test_each_marker_inside_a_claim_holds_a_keyword():
    known = text_markers()
    assert all(known.keywords & set(marker.split()) for marker in known.inner)
    assert all(marker in known.alone or tuple(marker.split()[:2]) in known.pairs for marker in known.inner)
