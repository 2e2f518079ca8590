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
from typing import NamedTuple, cast

from reasonscore.lexicon.fold import fold_word

_SPLIT = re.compile(r"(\w+(?:['’]s\b)?\+{0,2}|[^\w\s'’/–-])")
_CACHE_LIMIT = 200_000


_folds: dict[str, str] = {}
"""Words already folded; emptied when full, so that endless input needs no endless memory."""


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
    folded = list(map(_folds.get, raw))
    if None in folded:
        if len(_folds) > _CACHE_LIMIT:
            _folds.clear()
        for word in raw:
            if word not in _folds:
                _folds[word] = fold_word(word) if word[0].isalnum() else word
        folded = [_folds[word] for word in raw]
    return Tokens(raw, cast("list[str]", folded), parts)


def key(text: str) -> str:
    """What a term folds to as a whole: the form under which it is looked up.

    >>> key("Carcinomas of the Breast")
    'cancer of the breast'
    """
    return " ".join(tokenise(text).folded)
