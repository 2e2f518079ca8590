"""The words that a text has to open with where one of some expressions is to match at its start."""

from __future__ import annotations

from collections.abc import Iterable

from reasonscore.decompose.expression import lowered
from reasonscore.decompose.trigger import read_triggers, union
from reasonscore.decompose.word_index import word_index

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

    def may_open(self, text: str) -> bool:
        """False where none of the expressions can match at the start of the text."""
        index = word_index(text)
        if index is None or not index.first or not self._is_known:
            return True
        opens = self._known.get(index.first)
        if opens is None:
            words, prefixes = self._keys
            opens = index.first in words or index.first.startswith(tuple(prefixes))
            if len(self._known) < _MOST_WORDS:
                self._known[index.first] = opens
        return opens
