"""One bit a question: which sets of words a text holds a word of, worked out for all of them in one pass."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from threading import Lock

from reasonscore.decompose.search.keys import PREFIX, Keys

_MOST_WORDS = 20_000


class _Seen(dict[str, int]):
    """The bits of each word, worked out when it is first met."""

    def __init__(self, by_word: dict[str, int], by_prefix: dict[str, int]) -> None:
        self._by_word = by_word
        self._by_prefix = by_prefix

    def __missing__(self, word: str) -> int:
        bits = self._by_word.get(word, 0) | self._by_prefix.get(word[:PREFIX], 0)
        if len(self) < _MOST_WORDS:
            self[word] = bits
        return bits


class WordBits:
    """Numbers the sets of words that expressions ask for, and tells for a word which of them hold it.

    >>> bits = WordBits()
    >>> doubt, verbs = bits.number(Keys(frozenset({"may", "might"}))), bits.number(Keys(prefixes=frozenset({"sug"})))
    >>> bits.of(["it", "might"]) == doubt, bits.of(["suggests", "may"]) == doubt | verbs
    (True, True)
    """

    def __init__(self) -> None:
        self.count = 0
        self._numbers: dict[Keys, int] = {}
        self._by_word: dict[str, int] = {}
        self._by_prefix: dict[str, int] = {}
        self._seen = _Seen(self._by_word, self._by_prefix)
        self._lock = Lock()

    def number(self, keys: Keys) -> int:
        """The bit of a set of words; equal sets share theirs."""
        with self._lock:
            bit = self._numbers.get(keys)
            if bit is None:
                bit = 1 << self.count
                for word in keys.words:
                    self._by_word[word] = self._by_word.get(word, 0) | bit
                for prefix in keys.prefixes:
                    self._by_prefix[prefix] = self._by_prefix.get(prefix, 0) | bit
                self._numbers[keys] = bit
                # What was worked out before lacks the new bit; the count, by which readers see that, changes last.
                self._seen = _Seen(self._by_word, self._by_prefix)
                self.count += 1
            return bit

    def of(self, words: Iterable[str]) -> int:
        """The bits of all sets that hold one of the words, or its first letters."""
        return reduce(or_, map(self._seen.__getitem__, words), 0)


WORD_BITS = WordBits()
"""The numbers that all expressions of this process share."""
