"""Spans: half-open character offsets into a text, in one or more pieces.

>>> text = "Fever, and later a rash."
>>> slices(text, ((0, 5), (17, 23)))
'Fever a rash'
"""

from __future__ import annotations

from collections.abc import Iterable

Piece = tuple[int, int]
"""One half-open range `[start, end)`, `start < end`."""

Span = tuple[Piece, ...]
"""Pieces in reading order that neither touch nor overlap."""


def make_span(pieces: Iterable[Piece]) -> Span:
    """Pieces sorted, with empty ones dropped and touching ones joined.

    >>> make_span([(5, 9), (0, 5), (12, 12)])
    ((0, 9),)
    """
    joined: list[Piece] = []
    for start, end in sorted(piece for piece in pieces if piece[0] < piece[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def shift(span: Span, offset: int) -> Span:
    """The same span in a text that holds this one `offset` characters in."""
    return tuple((start + offset, end + offset) for start, end in span)


def slices(text: str, span: Span) -> str:
    """The pieces of `text` that the span covers, joined by single spaces."""
    return " ".join(text[start:end] for start, end in span)


def trim(text: str, start: int, end: int) -> Piece:
    """The piece without white space at its ends; empty (`start == end`) where nothing else is in it.

    >>> trim("  pain ", 0, 7)
    (2, 6)
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def subtract(start: int, end: int, taken: Iterable[Piece]) -> list[Piece]:
    """What is left of `[start, end)` once the taken pieces are removed.

    >>> subtract(0, 10, [(2, 4), (8, 12)])
    [(0, 2), (4, 8)]
    """
    left, position = [], start
    for first, last in sorted(taken):
        if first > position:
            left.append((position, min(first, end)))
        position = max(position, last)
        if position >= end:
            break
    if position < end:
        left.append((position, end))
    return [piece for piece in left if piece[0] < piece[1]]
