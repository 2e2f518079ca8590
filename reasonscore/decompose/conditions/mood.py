"""Which words of a statement tell of the past, and which say what may or shall be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from reasonscore.decompose.draft import Word

PAST = re.compile(r"\b(?:was|were|had|did|\w{3,}ed|rose|fell|began|went|came|became|took|gave|found|felt|led)\b", re.I)
_MODAL = re.compile(r"\b(?:should|must|can|may|will|would)\b")


class Mood:
    """The words outside a stretch, asked for many stretches: each word is looked at once.

    Args:
        words: All words of the statement.

    >>> mood = Mood([Word("call"), Word("when"), Word("it"), Word("stopped")])
    >>> mood.past(1, 4), mood.past(0, 2), mood.modal(0, 0)
    (False, True, False)
    """

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self._past: list[int] | None = None
        self._modal: list[int] | None = None

    def past(self, first: int, last: int) -> bool:
        """True where a word before `first`, or from `last` on, is in the past."""
        if self._past is None:
            self._past = self._counts(PAST)
        return self._past[first] + self._past[-1] > self._past[last]

    def modal(self, first: int, last: int) -> bool:
        """True where a word before `first`, or from `last` on, says what may or shall be."""
        if self._modal is None:
            self._modal = self._counts(_MODAL)
        return self._modal[first] + self._modal[-1] > self._modal[last]

    def _counts(self, expression: re.Pattern[str]) -> list[int]:
        # Each wording is one word, so that none stands across two of them.
        found = (expression.search(word.text) is not None for word in self._words)
        return list(accumulate(found, initial=0))
