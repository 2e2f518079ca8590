"""Copying: the runs of words that a response takes over from the evidence or the question."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from reasonscore.span import Piece, Span

Shingles = frozenset[tuple[str, ...]]
"""Runs of `SIZE` words, in lower case."""

SIZE = 5
"""Words of the runs that are looked up; a changed word between two of them does not end a copy."""
LEAST = 9
"""Words of the shortest copy: naming a finding takes fewer."""
SHARE = 0.75
"""Share of a claim's characters within copies that makes the claim itself a copy."""

_WORD = re.compile(r"\w{1,60}")


def shingles(texts: Iterable[str]) -> Shingles:
    """The runs of words of all texts; runs never cross texts."""
    found: set[tuple[str, ...]] = set()
    for text in texts:
        words = [match[0] for match in _WORD.finditer(text.casefold())]
        found.update(zip(*(words[start:] for start in range(SIZE)), strict=False))
    return frozenset(found)


def copied_runs(text: str, sources: Shingles) -> list[Piece]:
    """Where a text copies its sources, in order and disjoint.

    >>> text = "I read: granulomas without necrosis point to sarcoidosis in the right setting."
    >>> source = shingles(["Granulomas without necrosis point to sarcoidosis in the right setting, as is known."])
    >>> [text[slice(*run)] for run in copied_runs(text, source)]
    ['granulomas without necrosis point to sarcoidosis in the right setting']
    """
    if not sources:
        return []
    places = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:end].casefold() for start, end in places]
    covered = [False] * len(words)
    for start in range(len(words) - SIZE + 1):
        if tuple(words[start : start + SIZE]) in sources:
            covered[start : start + SIZE] = [True] * SIZE
    runs: list[Piece] = []
    for index, inside in enumerate(covered):
        if not inside:
            continue
        if runs and index - runs[-1][1] <= 1:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return [(places[first][0], places[last - 1][1]) for first, last in runs if last - first >= LEAST]


def is_copied(span: Span, runs: Sequence[Piece]) -> bool:
    """Whether most of a span lies within copied runs."""
    ends = [end for _, end in runs]
    inside = 0
    for start, end in span:
        at = bisect_left(ends, start)
        while at < len(runs) and runs[at][0] < end:
            inside += max(0, min(end, runs[at][1]) - max(start, runs[at][0]))
            at += 1
    return inside > 0 and inside >= SHARE * sum(end - start for start, end in span)


def without(text: str, runs: Sequence[Piece]) -> str:
    """The text with runs blanked out, at the same length."""
    parts, last = [], 0
    for start, end in runs:
        parts += [text[last:start], " " * (end - start)]
        last = end
    return "".join([*parts, text[last:]])
