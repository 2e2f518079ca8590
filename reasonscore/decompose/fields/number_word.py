"""Numbers that are written as words."""

from __future__ import annotations

from functools import cache

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_TENS = "thirty forty fifty sixty seventy eighty ninety".split()


@cache
def number_words() -> dict[str, float]:
    """Words and their values, up to a thousand.

    >>> number_words()["twenty-four"]
    24.0
    """
    words = {word: float(index) for index, word in enumerate(_SMALL)}
    words |= {word: float(30 + 10 * index) for index, word in enumerate(_TENS)}
    for ten, value in [("twenty", 20.0), *((word, words[word]) for word in _TENS)]:
        words |= {f"{ten}-{word}": value + index for index, word in enumerate(_SMALL[1:10], 1)}
    return words | {"half": 0.5, "a dozen": 12.0, "hundred": 100.0, "a hundred": 100.0, "thousand": 1000.0}
