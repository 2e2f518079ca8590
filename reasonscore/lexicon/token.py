"""Tokens of a text as the lexicon sees them: words and separating punctuation, with what each folds to.

A hyphen, an apostrophe and a slash join words (`beta-blocker` is `beta blocker`); any other mark stands as a token of
its own, so that no term crosses it.

>>> tokens = tokenise("Crohn's disease, left-sided.")
>>> tokens.folded
['crohn', 'disease', ',', 'left', 'sided', '.']
>>> tokens.ends()[2 * 1 + 1]
15
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from reasonscore.lexicon.fold import fold_word

_SPLIT = re.compile(r"(\w+(?:['’]s\b)?\+{0,2}|[^\w\s'’/–-])")
_CACHE_LIMIT = 200_000


class _Folds(dict[str, str]):
    """Words already folded; emptied when full, so that endless input needs no endless memory."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _CACHE_LIMIT:
            self.clear()
        folded = fold_word(word) if word[0].isalnum() else word
        self[word] = folded
        return folded


_folds = _Folds()


class Tokens(NamedTuple):
    """The tokens of one text.

    Attributes:
        raw: Tokens as written.
        folded: What each folds to.
        parts: The text cut into gaps and tokens, in turn.
    """

    raw: list[str]
    folded: list[str]
    parts: list[str]

    def ends(self) -> list[int]:
        """Offsets at which the parts end: token `n` is `[ends[2 * n], ends[2 * n + 1])`."""
        return list(accumulate(map(len, self.parts)))


def tokenise(text: str) -> Tokens:
    """The tokens of a text."""
    parts = _SPLIT.split(text)
    raw = parts[1::2]
    return Tokens(raw, list(map(_folds.__getitem__, raw)), parts)


def key(text: str) -> str:
    """What a term folds to as a whole: the form under which it is looked up.

    >>> key("Carcinomas of the Breast")
    'cancer of the breast'
    """
    return " ".join(tokenise(text).folded)
