"""The fast expression finds what `re` finds with `re.I`."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.decompose.search.expression import Expression

SOURCES = [
    r"\b(?:may|might|could)\b",
    r"(?P<name>[A-Z][a-z]+)\s(?P<value>\d+)",
    r"it(?:'s| is) (?:im)?possible",
    r"(?<!in )may(?! \d)",
    r"[a-zå]+/l|µmol",
    r"\Aif\s+\S+",
    r"\W+",
]
TEXTS = st.text(alphabet="aAmMyYiItTfF sS'’5µÅåßİK/.,\n", max_size=40) | st.lists(
    st.sampled_from(["MAY", "may", "It's", "IS", "impossible", "if", "In", "Na 128", "µMOL", "ÅL/l", "5", " ", "\n"]),
    max_size=8,
).map(" ".join)


@pytest.mark.parametrize("source", SOURCES)
@given(text=TEXTS)
def test_same_as_re(source, text):
    ours, theirs = Expression(source), re.compile(source, re.I)
    assert [found.span() for found in ours.finditer(text)] == [match.span() for match in theirs.finditer(text)]
    found, match = ours.search(text), theirs.search(text)
    assert (found is None) == (match is None)
    assert ours.found(text) == (match is not None)
    if match is not None:
        assert found.group() == match.group()
        for name in theirs.groupindex:
            assert found[name] == match[name]


@given(text=TEXTS, start=st.integers(0, 20), end=st.integers(0, 40))
def test_same_inside_bounds(text, start, end):
    ours, theirs = Expression(SOURCES[0]), re.compile(SOURCES[0], re.I)
    found, match = ours.search(text, start, end), theirs.search(text, start, end)
    assert (found and found.span()) == (match and match.span())
