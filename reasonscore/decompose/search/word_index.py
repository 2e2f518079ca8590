"""The words of a text in lower case and where they begin: made once, asked by every expression that reads the text."""

from __future__ import annotations

import re
from functools import lru_cache

from reasonscore.decompose.search.expression_tree import DIGIT, MARK
from reasonscore.decompose.search.keys import PREFIX, Keys
from reasonscore.decompose.search.word_bits import WORD_BITS

_DIGITS = re.compile(r"[0-9]++")
_MARKS = re.compile(re.escape(MARK))
_SIGNS = {DIGIT: _DIGITS, MARK: _MARKS}
_FIGURES = b"0123456789"
_NO_LETTER = re.compile(r"[^a-z]")
_LETTERS = bytes(code if chr(code).islower() and code < 128 else 32 for code in range(256))
# Beside ASCII: letters that lower case changes one for one, as `re.I` does, and marks that have no case of their own.
# The micro sign is left out, whose other case is a Greek letter.
_PLAIN = re.compile(r"[\x00-\x7f\xa0-\xb4\xb6-\xff–—…→≤≥≈‐‑−‘’“”•]*+")


class WordIndex:
    """The runs of letters of a text in lower case; any run of digits is the word `0`, a question mark the word `?`.

    Args:
        lower: The text in lower case.
    """

    __slots__ = ("_bits", "_counted", "_letters", "_prefixes", "is_even", "lower", "words")

    def __init__(self, lower: str) -> None:
        self.lower = lower
        if lower.isascii():
            plain = lower.encode()
            letters = plain.translate(_LETTERS).decode()
            digits = len(plain.translate(None, _FIGURES)) < len(plain)
            even = not digits and "_" not in lower
        else:
            letters = _NO_LETTER.sub(" ", lower)
            digits = _DIGITS.search(lower) is not None
            even = False
        words = letters.split()
        self.is_even = even
        """True where no word stands beside a digit, an underscore or a letter that is none of the words'."""
        if digits:
            words.append(DIGIT)
        if MARK in lower:
            words.append(MARK)
        self.words = frozenset(words)
        self._letters = f" {letters} "
        self._prefixes: frozenset[str] | None = None
        self._bits = 0
        self._counted = -1

    def bits(self) -> int:
        """The bits of all numbered sets of words of which the text holds one."""
        if self._counted != WORD_BITS.count:
            # Read before they are worked out: a set that is numbered meanwhile makes them out of date again.
            count = WORD_BITS.count
            self._bits = WORD_BITS.of(self.words)
            self._counted = count
        return self._bits

    def holds(self, keys: Keys) -> bool:
        """True where a word of the text is among the keys."""
        if not keys.words.isdisjoint(self.words):
            return True
        return bool(keys.prefixes) and not keys.prefixes.isdisjoint(self.prefixes())

    def prefixes(self) -> frozenset[str]:
        """The first letters of the words."""
        if self._prefixes is None:
            self._prefixes = frozenset([word[:PREFIX] for word in self.words])
        return self._prefixes

    def starts(self, keys: Keys) -> list[int]:
        """Where words that are among the keys begin, in order.

        >>> WordIndex("it may spread, or it may not").starts(Keys(frozenset({"may"})))
        [3, 21]
        """
        words = keys.words & self.words
        prefixes = keys.prefixes and keys.prefixes & self.prefixes()
        if not words and not prefixes:
            return []
        found: list[int] = []
        for word in words:
            found += self.places(word)
        for prefix in prefixes or ():
            found += _finds(self._letters, f" {prefix}")
        if len(found) > 1:
            found.sort()
        return found

    def places(self, word: str) -> list[int]:
        """Where a word begins."""
        sign = _SIGNS.get(word)
        if sign is not None:
            return [match.start() for match in sign.finditer(self.lower)]
        return _finds(self._letters, f" {word} ")


def _finds(text: str, wanted: str) -> list[int]:
    found: list[int] = []
    at = text.find(wanted)
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found


@lru_cache(maxsize=512)
def word_index(text: str) -> WordIndex | None:
    """The index of a text; None for one whose letters change case otherwise than one for one.

    >>> sorted(word_index("No fever.").words)
    ['fever', 'no']
    """
    return _lower_index(text.lower()) if is_plain(text) else None


@lru_cache(maxsize=512)
def _lower_index(lower: str) -> WordIndex:
    """The index that a sentence shares with its claims: often they differ in a capital at most."""
    return WordIndex(lower)


def lacks(text: str, words: frozenset[str]) -> bool:
    """True where the text holds none of the words, each a run of letters; False where that is not known.

    >>> lacks("It may spread.", frozenset({"if", "when"})), lacks("Stop if it spreads.", frozenset({"if", "when"}))
    (True, False)
    """
    index = word_index(text)
    return index is not None and words.isdisjoint(index.words)


def is_plain(text: str) -> bool:
    """True where an expression for lower case finds in the lower-case text what `re.I` finds in the text."""
    return text.isascii() or _PLAIN.fullmatch(text) is not None
