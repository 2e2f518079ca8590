"""Terms written around a preposition: `carcinoma of the breast`, `pain in the chest`."""

from __future__ import annotations

from collections.abc import Container, Iterator

_PREPOSITIONS = frozenset({"of", "in"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "my", "their", "your", "both"})
_LONGEST = 3


def inversions(folded: list[str], pairs: Container[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Stretches of tokens around a preposition, as `(first, last, term)` with the words in the order of a compound.

    Args:
        folded: The tokens.
        pairs: The two words that a term may begin with.

    >>> list(inversions(["cancer", "of", "the", "breast"], {("breast", "cancer")}))
    [(0, 4, 'breast cancer')]
    """
    if _PREPOSITIONS.isdisjoint(folded):
        return
    count = len(folded)
    for place, word in enumerate(folded):
        if word not in _PREPOSITIONS or place == 0 or place + 1 == count:
            continue
        start = place + 2 if folded[place + 1] in _ARTICLES else place + 1
        if start >= count:
            continue
        head = folded[start]
        for first in range(place - 1, max(place - _LONGEST, 0) - 1, -1):
            before = folded[first:place]
            if not before[0][0].isalnum():
                break
            if (head, before[0]) in pairs:
                yield first, start + 1, f"{head} {' '.join(before)}"
            if start + 1 < count and (head, folded[start + 1]) in pairs:
                for last in range(start + 2, min(start + _LONGEST, count) + 1):
                    yield first, last, f"{' '.join(folded[start:last])} {' '.join(before)}"
