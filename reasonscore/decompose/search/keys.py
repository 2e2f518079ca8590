"""Words of which a text must hold one for an expression to be worth a search, and which of them say most."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reasonscore.decompose.search.expression_tree import ANY

PREFIX = 3
"""Letters of a word that a word with an open end is known by."""

_COMMON = frozenset(
    "a an and are as at be by can could did do does for from had has have he her his i if in is it its may might more "
    "most no not of on or our she should than that the their there they this to was we were when which who will with "
    "would you your".split()
)


class Keys(NamedTuple):
    """Words, and the first letters of words with an open end; digits are the word `0`."""

    words: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()


def union(keys: Iterable[Keys | None]) -> Keys:
    """The words and first letters of all of them together; unknown ones add none."""
    known = [key for key in keys if key is not None]
    words = frozenset(word for key in known for word in key.words)
    return Keys(words, frozenset(start for key in known for start in key.prefixes))


def weight(keys: Keys) -> int:
    """How many texts hold one of the words, on no scale; the less, the better a question they are."""
    return sum(100 for word in keys.words if word in _COMMON) + len(keys.words) + 2 * len(keys.prefixes)


def rank(key: str) -> tuple[bool, bool, int, str]:
    """Sorts the word first that fewest texts hold."""
    return key in _COMMON, key.endswith(ANY), -len(key), key
