"""Bracketed and quoted stretches of a sentence: nothing is cut inside them."""

from __future__ import annotations

import re
from bisect import bisect_left

from reasonscore.span import Piece

_ENCLOSED = re.compile(r"\([^()]{0,400}\)|\[[^\[\]]{0,400}\]|\"[^\"]{0,300}\"|“[^”]{0,300}”")


def enclosures(text: str) -> list[Piece]:
    """The bracketed and quoted stretches of a text, sorted and disjoint.

    >>> enclosures("a (b) c")
    [(2, 5)]
    """
    return [match.span() for match in _ENCLOSED.finditer(text)] if any(c in text for c in '(["“') else []


def is_inside(position: int, stretches: list[Piece]) -> bool:
    """True inside one of the stretches, which are sorted and disjoint."""
    if not stretches:
        return False
    start, end = stretches[max(0, bisect_left(stretches, (position, 0)) - 1)]
    return start < position < end
