"""Terms written around a preposition: `carcinoma of the breast`, `pain in the chest`."""

from __future__ import annotations

from collections.abc import Iterator

_PREPOSITIONS = frozenset({"of", "in"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "my", "their", "your", "both"})
_LONGEST = 3


def inversions(folded: list[str]) -> Iterator[tuple[int, int, str]]:
    """Stretches of tokens around a preposition, as `(first, last, term)` with the words in the order of a compound.

    >>> list(inversions(["cancer", "of", "the", "breast"]))
    [(0, 4, 'breast cancer')]
    """
    if _PREPOSITIONS.isdisjoint(folded):
        return
    for place, word in enumerate(folded):
        if word not in _PREPOSITIONS or place == 0:
            continue
        start = place + 1
        if start < len(folded) and folded[start] in _ARTICLES:
            start += 1
        for last in range(start + 1, min(start + _LONGEST, len(folded)) + 1):
            if not folded[last - 1][0].isalnum():
                break
            after = " ".join(folded[start:last])
            for first in range(place - 1, max(place - _LONGEST, 0) - 1, -1):
                if not folded[first][0].isalnum():
                    break
                yield first, last, f"{after} {' '.join(folded[first:place])}"
