"""The words of a text and where they begin, whether they are searched for or noted."""

import re

from hypothesis import given
from hypothesis import strategies as st

from reasonscore.decompose.search.keys import Keys
from reasonscore.decompose.search.word_index import WordIndex

WORDS = st.sampled_from(["may", "maybe", "mayor", "no", "note", "fever", "x", "é"])
GAPS = st.sampled_from([" ", ", ", "-", "  ", " 7 ", "? ", "'"])
KEYS = Keys(frozenset({"may", "no", "x", "0", "?"}), frozenset({"fev", "not"}))


@given(st.lists(st.tuples(WORDS, GAPS), max_size=12))
def test_places_do_not_depend_on_how_often_a_text_was_asked(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in parts)
    begins = re.compile(r"(?<![a-z])(?:may|no|x)(?![a-z])|(?<![a-z])(?:fev|not)|[0-9]+|\?")
    expected = [match.start() for match in begins.finditer(text)]
    index = WordIndex(text)
    assert [index.starts(KEYS) for _ in range(6)] == [expected] * 6
