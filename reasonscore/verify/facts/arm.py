"""Arms: which of several numbers of one kind in a sentence belongs to the group, drug or time that the claim names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reasonscore.span import Piece
from reasonscore.verify.facts.statement import Statement, light_keys

_SEPARATOR = re.compile(
    r"[,;]\s|\b(?:and|but|while|whereas|compared (?:with|to)|versus|vs\.?|against|than|as opposed to|then)\b",
    re.IGNORECASE,
)

_WHEN = re.compile(r"\b(?:(?P<before>before|prior to|pre-\w+)|(?P<after>after|following|post-\w+))", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:with|in|on|for|among|under|after|before|at|by|during|of those)\b", re.IGNORECASE)


def nearest(claim: Statement, known: Statement, pieces: Sequence[Piece]) -> list[int]:
    """Indices of the numbers whose part of the sentence says most of what tells the parts apart; all where none does.

    >>> from reasonscore.verify.facts.statement import read_statement
    >>> known = read_statement("It was 14 months with the combination and 9 months with chemotherapy.")
    >>> nearest(read_statement("Survival with chemotherapy was 14 months."), known, [(7, 16), (42, 50)])
    [1]
    """
    if len(pieces) < 2:
        return list(range(len(pieces)))
    order = sorted(range(len(pieces)), key=lambda index: pieces[index])
    parts = split_parts(known, [pieces[index] for index in order])
    telling = {word.key for word in claim.words if not word.key[0].isdigit()} - light_keys()
    telling |= _times(claim.text, 0, len(claim.text))
    counts = [len(telling & part) for part in parts]
    most = max(counts)
    chosen = [order[place] for place, count in enumerate(counts) if count == most]
    # Parts that only share a word or two by chance tell nothing apart.
    return sorted(chosen) if most and counts.count(most) == 1 else list(range(len(pieces)))


def split_parts(known: Statement, pieces: Sequence[Piece]) -> list[set[str]]:
    """Keys of the words that each number's part of a sentence has for itself, for numbers in the order of the text."""
    bounds = [0, *(_bound(known.text, one[1], two[0]) for one, two in pairwise(pieces)), len(known.text)]
    parts = [
        {word.key for word in known.words if start <= word.piece[0] < end} | _times(known.text, start, end)
        for start, end in pairwise(bounds)
    ]
    # "Median survival was 14 months with ... and 9 months with ...": what stands at the head is said of every part.
    first = pieces[0][0]
    preposition = _PREPOSITION.search(known.text, 0, first)
    head = {word.key for word in known.words if word.piece[0] < (preposition.start() if preposition else first)}
    everywhere = set.intersection(*parts) | head
    return [part - everywhere for part in parts]


def _times(text: str, start: int, end: int) -> set[str]:
    """Whether a part of a text speaks of the time before or after something, as keys beside those of its words."""
    return {f"<{match.lastgroup}>" for match in _WHEN.finditer(text, start, end)}


def _bound(text: str, start: int, end: int) -> int:
    """Where one number's part ends and the next one's begins: the last separator between them, else the middle."""
    found = [match.start() for match in _SEPARATOR.finditer(text, start, max(start, end))]
    return found[-1] if found else (start + end) // 2
