"""The words that a text has to open with where one of some expressions is to match at its start."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reasonscore.decompose.search.expression import lowered
from reasonscore.decompose.search.keys import union
from reasonscore.decompose.search.trigger import read_triggers
from reasonscore.decompose.search.word_index import is_plain

_LETTERS = re.compile(r"[A-Za-z]++")
_MOST_WORDS = 10_000


class OpeningWords:
    r"""The words that expressions which disregard case can begin with.

    Args:
        sources: The expressions.

    >>> words = OpeningWords([r"denie[sd]\b", "has been"])
    >>> words.may_open("Denies cough."), words.may_open("The cough has been bad.")
    (True, False)
    """

    def __init__(self, sources: Iterable[str]) -> None:
        triggers = [read_triggers(lowered(source), anchored=True) for source in sources]
        self._is_known = all(one is not None and not one.unanchored for one in triggers)
        self._keys = union(one.anchors for one in triggers if one is not None)
        self._known: dict[str, bool] = {}

    def may_open(self, text: str, start: int = 0) -> bool:
        """False where none of the expressions can match at the start of the text, or at another place in it."""
        first = _LETTERS.match(text, start)
        if first is None or not self._is_known or not is_plain(text):
            return True
        word = first.group().lower()
        opens = self._known.get(word)
        if opens is None:
            words, prefixes = self._keys
            opens = word in words or word.startswith(tuple(prefixes))
            if len(self._known) < _MOST_WORDS:
                self._known[word] = opens
        return opens
