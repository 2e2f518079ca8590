"""Words of a text are those of one expression, and their text joined is what their spacing says."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from reasonscore.decompose.draft import Word
from reasonscore.decompose.render import join_words
from reasonscore.decompose.wording import words_of_text

WORD = re.compile(r"\w+(?:[.,'’/+-]\w+)*[+%]?|[^\w\s]")
PARTS = [
    "fever",
    "Na",
    "5",
    "3.5",
    "1,000",
    "x-ray",
    "50%",
    "5 %",
    " ",
    "  ",
    "\t",
    "\n",
    "\u00a0",
    ".",
    ",",
    "(",
    ")",
    "[",
    "'s",
    "n't",
]
PARTS += ["'", "’s", "“", "—", "_", "é", "\ud800", "+", "/", "!", "?", ":", "}", "{", "don't", "°C", "²"]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=14).map("".join) | st.text(max_size=30)


@example(text="He has ( 5 % ) , no n't .", start=0, end=99)
@given(text=TEXTS, start=st.integers(0, 5), end=st.integers(0, 60))
def test_same_as_the_expression(text, start, end):
    words = words_of_text(text, start, end)
    stretch = text[start:end]
    assert [tuple(word) for word in words] == [
        (match.group(), start + match.start(), start + match.end(), None) for match in WORD.finditer(stretch)
    ]
    assert all(type(word) is Word for word in words)
    assert join_words(words) == join_words(list(words))
