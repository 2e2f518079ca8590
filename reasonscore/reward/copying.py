"""Copying: the runs of words that a response takes over from the evidence or the question."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from unicodedata import combining, normalize

from reasonscore.decompose.layout.sentence import split_sentences
from reasonscore.reward.light_copy import Cores, light_copies, read_cores
from reasonscore.reward.visible_text import visible_text
from reasonscore.span import Piece, Span, make_span
from reasonscore.trace.region import blank, outside
from reasonscore.trace.trace import Region

SIZE = 5
"""Words of the runs that are looked up; a changed word between two of them does not end a copy."""
LEAST = 9
"""Words of the shortest copy: naming a finding takes fewer."""
WHOLE = 5
"""Words of the shortest sentence of a source that is a copy inside of a longer one, whatever stands around it."""
SHARE = 0.5
"""Share of a claim's characters within copies that makes it a copy itself; a higher one is diluted with filler."""
SENTENCE = 4
"""Words of the shortest sentence that counts as copied where it is taken over as a whole."""

_FRAME = re.compile(r"(?:\bthat|\baccording to [^,.;]{1,80},)\s*$", re.IGNORECASE)
"""The end of what only says that somebody says something."""
_WORD = re.compile(r"\d{1,20}(?:[.,]\d{1,20})*|[^\W_]{1,60}")


class Sources(NamedTuple):
    """What may be copied: runs of `SIZE` words and whole sentences, both in lower case and without punctuation.

    `cores` are the sentences without their small words.
    """

    runs: frozenset[tuple[str, ...]]
    sentences: frozenset[tuple[str, ...]]
    cores: Cores


def read_sources(texts: Iterable[str]) -> Sources:
    """The runs and sentences of all texts; runs never cross texts."""
    runs: set[tuple[str, ...]] = set()
    sentences: set[tuple[str, ...]] = set()
    visible = [visible_text(text) for text in texts]
    for text in visible:
        words = _words(text)
        runs.update(zip(*(words[start:] for start in range(SIZE)), strict=False))
        sentences.update(tuple(_words(text[start:end])) for start, end in split_sentences(text))
    return Sources(frozenset(runs), frozenset(one for one in sentences if len(one) >= SENTENCE), read_cores(visible))


def copied_runs(text: str, sources: Sources, regions: Sequence[Region] = ()) -> list[Piece]:
    """Where a text copies its sources, in order and disjoint.

    Args:
        text: The response.
        sources: What it may copy.
        regions: Parts of it that are not its own statements, such as tags.

    >>> text = "I read: granulomas without necrosis point to sarcoidosis in the right setting."
    >>> source = read_sources(["Granulomas without necrosis point to sarcoidosis in the right setting, as is known."])
    >>> [text[slice(*run)] for run in copied_runs(text, source)]
    ['granulomas without necrosis point to sarcoidosis in the right setting']
    """
    runs = _word_runs(blank(text, regions), sources)
    for first, last in outside((0, len(text)), regions, text):
        for start, end in split_sentences(text[first:last]):
            if tuple(_words(text[first + start : first + end])) in sources.sentences:
                runs.append((first + start, first + end))
                continue
            light = light_copies(text[first + start : first + end], sources.cores)
            runs += [(first + start + left, first + start + right) for left, right in light]
    return list(make_span(runs))


def _words(text: str) -> list[str]:
    if text.isascii():
        return _WORD.findall(text.lower())
    return [_plain(match[0]) for match in _WORD.finditer(text)]


def _plain(word: str) -> str:
    """The word in lower case and without accents, with which a copy could be told apart."""
    if not word.isascii():
        word = "".join(letter for letter in normalize("NFD", word) if not combining(letter))
    return word.casefold()


def _word_runs(text: str, sources: Sources) -> list[Piece]:
    if not sources.runs:
        return []
    places = [match.span() for match in _WORD.finditer(text)]
    words = _words(text)
    groups: list[Piece] = []
    for start in range(len(words) - SIZE + 1):
        if tuple(words[start : start + SIZE]) in sources.runs:
            # One changed word between two runs does not end a copy.
            joined = bool(groups) and start - groups[-1][1] <= 1
            groups[-1:] = [(groups[-1][0], start + SIZE)] if joined else [*groups[-1:], (start, start + SIZE)]
    runs = [one for one in groups if one[1] - one[0] >= LEAST]
    for size in sorted({len(one) for one in sources.sentences if WHOLE <= len(one) < LEAST}):
        runs += [
            (start, start + size)
            for start in range(len(words) - size + 1)
            if tuple(words[start : start + size]) in sources.sentences
        ]
    return [(places[first][0], places[last - 1][1]) for first, last in runs]


def is_copied(span: Span, runs: Sequence[Piece], text: str = "") -> bool:
    """Whether most of a span lies within copied runs; a lead-in such as "some say that" is no part of it.

    Args:
        span: Of a claim.
        runs: What the response copies, in order.
        text: The response.
    """
    ends = [end for _, end in runs]
    inside = whole = 0
    for start, end in span:
        at = bisect_left(ends, start)
        whole += end - start
        if at < len(runs) and start < runs[at][0] < end and _FRAME.search(text[start : runs[at][0]]):
            whole -= runs[at][0] - start
        while at < len(runs) and runs[at][0] < end:
            inside += max(0, min(end, runs[at][1]) - max(start, runs[at][0]))
            at += 1
    return inside > 0 and inside >= SHARE * whole


def beside_copies(text: str, runs: Sequence[Piece], spans: Sequence[Span]) -> dict[int, str]:
    """What each claim that holds some of a copy says itself, by index.

    >>> text = "The spleen is large, and serum urate was 9.8 mg/dL."
    >>> beside_copies(text, [(25, 50)], [((0, 51),)])[0].split()
    ['The', 'spleen', 'is', 'large,', 'and', '.']
    """
    own = without(text, runs)
    ends = [end for _, end in runs]
    found = {}
    for index, span in enumerate(spans):
        places = [(bisect_right(ends, start), end) for start, end in span]
        if any(at < len(runs) and runs[at][0] < end for at, end in places):
            found[index] = " ".join(own[start:end] for start, end in span)
    return found


def without(text: str, runs: Sequence[Piece]) -> str:
    r"""The text with runs blanked out, at the same length; each ends the sentence before it.

    >>> without("<think>Fever.</think>Flu", [(0, 7), (13, 21)])
    '\n      Fever.\n       Flu'
    """
    parts, last = [], 0
    for start, end in runs:
        parts += [text[last:start], "\n" + " " * (end - start - 1)]
        last = end
    return "".join([*parts, text[last:]])
