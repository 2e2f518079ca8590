"""Tokens of a text as the lexicon sees them: words and separating punctuation, with what each folds to.

A hyphen, an apostrophe and a slash join words (`beta-blocker` is `beta blocker`); any other mark stands as a token of
its own, so that no term crosses it.

>>> tokens = tokenise("Crohn's disease, left-sided.")
>>> tokens.folded
['crohn', 'disease', ',', 'left', 'sided', '.']
>>> tokens.piece(0, 2)
(0, 15)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from reasonscore.lexicon.fold import fold_word

_SPLIT = re.compile(r"([A-Z]\.(?=\s?[a-z]{4})|[^\W_]+(?:['’]s\b)?\+{0,2}|[^\w\s'’/–-])")
_CACHE_LIMIT = 200_000


class _Folds(dict[str, str]):
    """Words already folded; emptied when full, so that endless input needs no endless memory."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _CACHE_LIMIT:
            self.clear()
        if word.endswith(".") and len(word) == 2:
            folded = word[0].lower()
        elif word[0].isalnum():
            folded = fold_word(word)
        else:
            folded = word
        self[word] = folded
        return folded


_folds = _Folds()


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text.

    Attributes:
        raw: Tokens as written.
        folded: What each folds to.
        ends: Offsets at which the alternating gaps and tokens end.
    """

    raw: list[str]
    folded: list[str]
    ends: list[int]

    def piece(self, first: int, last: int) -> tuple[int, int]:
        """Character offsets of the tokens `[first, last)`."""
        return self.ends[2 * first], self.ends[2 * last - 1]


def tokenise(text: str) -> Tokens:
    """The tokens of a text."""
    parts = _SPLIT.split(text)
    raw = parts[1::2]
    return Tokens(raw, list(map(_folds.__getitem__, raw)), list(accumulate(map(len, parts))))


def key(text: str) -> str:
    """What a term folds to as a whole: the form under which it is looked up.

    >>> key("Carcinomas of the Breast")
    'cancer of the breast'
    """
    return " ".join(tokenise(text).folded)
