"""Lines and paragraphs of a text, as pieces of it."""

from __future__ import annotations

from collections.abc import Iterator

from reasonscore.span import Piece, trim


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Piece]:
    r"""The lines of `text[start:end]` without their line ends, empty ones included.

    >>> list(lines("a\n\nbc"))
    [(0, 1), (2, 2), (3, 5)]
    """
    end = len(text) if end is None else end
    while start <= end:
        stop = text.find("\n", start, end)
        if stop < 0:
            yield start, end
            return
        yield start, stop
        start = stop + 1


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    r"""What stands between blank lines, without white space at its ends.

    >>> paragraphs("a\nb\n \nc")
    [(0, 3), (6, 7)]
    """
    found: list[Piece] = []
    first: int | None = None
    last = start
    for piece in lines(text, start, end):
        left, right = trim(text, *piece)
        if left < right:
            first = left if first is None else first
            last = right
        elif first is not None:
            found.append((first, last))
            first = None
    if first is not None:
        found.append((first, last))
    return found
