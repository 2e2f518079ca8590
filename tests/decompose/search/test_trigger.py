"""What is read off the source of an expression never hides a match."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.decompose.search import cue
from reasonscore.decompose.search.cue import Cues
from reasonscore.decompose.search.expression import Expression, lowered
from reasonscore.decompose.search.keys import Keys
from reasonscore.decompose.search.table import read_table
from reasonscore.decompose.search.trigger import read_triggers
from reasonscore.decompose.search.word_bits import WORD_BITS
from reasonscore.decompose.search.word_index import WordIndex

TABLES = {name: read_table(name) for name in ("certainty", "negation", "filters", "frames", "types", "patterns")}
SOURCES = [(f"{name} {number}", row[1]) for name, rows in TABLES.items() for number, row in enumerate(rows)]
BEFORE, AFTER = r"(?<![\w-])", r"(?![\w])"


def texts_of(source):
    """Texts made of the letters and words of the source itself, so that near misses and matches are frequent."""
    words = sorted(set(re.findall(r"[a-z']{2,}", lowered(source)))) or ["fever"]
    part = st.sampled_from([*words, "5", "the", "is", "s", "ed", "ing", "n't", "'s", "?", "-", ",", ".", "É", "µ", "ſ"])
    return st.lists(st.tuples(part, st.sampled_from([" ", " ", " ", "", "-", ", "])), max_size=9).map(
        lambda parts: "".join(word + gap for word, gap in parts)
    )


@pytest.mark.parametrize("source", [source for _, source in SOURCES], ids=[name for name, _ in SOURCES])
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_tables_find_what_re_finds(source, data):
    text = data.draw(texts_of(source))
    for whole in (source, f"{BEFORE}(?:{source}){AFTER}"):
        ours, theirs = Expression(whole), re.compile(whole, re.I)
        for _ in range(max(40, len(whole) // 10 + 2)):
            ours.found("")
        # Where a part asks for capitals, the text is searched as it stands.
        assert ours._is_read or "(?-i:" in whole
        assert ours.spans(text) == [match.span() for match in theirs.finditer(text)]
        found, match = ours.search(text), theirs.search(text)
        assert (found and found.span()) == (match and match.span())
        assert ours.found(text) == (match is not None)


@pytest.mark.parametrize(
    ("name", "before", "after", "inside"),
    [
        ("certainty", BEFORE, AFTER, None),
        ("negation", BEFORE, r"(?![\w-])", "n't"),
        ("filters", "", "", None),
        ("frames", "", r"(?![\w-])\s*(?:,|:)?\s*", None),
    ],
)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_cues_find_what_re_finds(name, before, after, inside, data):
    rows = TABLES[name]
    often = data.draw(st.sampled_from([1, 1000]))
    text = data.draw(texts_of(data.draw(st.sampled_from([row[1] for row in rows]))))
    cues = Cues(rows, before, after, inside)
    start = f"(?:{before}|(?={inside}))" if inside else before
    theirs = re.compile(
        start + "(?:" + "|".join(f"(?P<r{i}>{row[1]})" for i, row in enumerate(rows)) + ")" + after, re.I
    )
    expected = [(rows[int(match.lastgroup[1:])][0], match.span()) for match in theirs.finditer(text)]
    assert cues.all(text) == expected
    # The words that a row needs are read off it once its openings have been asked for often enough.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cue, "_OFTEN", often)
        for place in range(0, len(text), 3):
            match = theirs.match(text, place)
            assert cues.at(text, place) == (match and (rows[int(match.lastgroup[1:])][0], match.span()))


def test_words_of_every_beginning():
    triggers = read_triggers(r"\b(?:suggest(?:s|ed)?|rule[sd]? out|recommend\w*|\d+ mg)\b")
    assert triggers.starts.words == {"suggest", "suggests", "suggested", "rule", "rules", "ruled", "recommend", "0"}
    assert triggers.starts.prefixes == {"rec"}
    assert not triggers.others


def test_each_wording_is_known_by_its_rarest_word():
    needed = read_triggers(r"\b(?:in (?:the |a )?(?:morning|evening)|for \w+ (?:days|weeks)|yesterday)\b").needed
    assert needed.words == {"morning", "evening", "days", "weeks", "yesterday"}
    assert read_triggers(r"\b(?:fever|\w+ed)\b").needed is None


def test_sets_of_words_that_come_later_are_asked_too():
    index = WordIndex("it may rain")
    before = index.bits()
    bit = WORD_BITS.number(Keys(frozenset({"rain", "a word that no other set holds"})))
    assert not before & bit
    assert index.bits() & bit
    assert index.bits() & before == before


def test_unknown_beginnings_are_searched():
    assert read_triggers(r"\w+ed\b").others == (None,)
    assert read_triggers(r"(?<!not )\w*able").others == (None,)
