"""Whether two stems are one word, spelled or ended differently."""

from __future__ import annotations

from functools import lru_cache

from reasonscore.metrics.matching.vocabulary import vocabulary


@lru_cache(maxsize=65536)
def same_stem(one: str, other: str) -> bool:
    """Whether two stems are one word: equal, a shared beginning with short rests, or one letter apart in a long word.

    >>> same_stem("meningioma", "menigioma"), same_stem("hyperthyroidism", "hypothyroidism")
    (True, False)
    """
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 6 and longer.startswith(shorter) and len(longer) - len(shorter) <= 3:
        return True
    if len(shorter) < 6 or len(longer) - len(shorter) > 2:
        return False
    if any((a in one) != (a in other) for pair in vocabulary().antonyms for a in pair if len(a) >= 4):
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    return one[:1] == other[:1] and DamerauLevenshtein.distance(one, other) <= (1 if len(shorter) < 10 else 2)
