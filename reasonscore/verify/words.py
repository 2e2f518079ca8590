"""Content words: what two texts are compared by before a model looks at them."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+(?:[.,][0-9]+)*")
_FUNCTION_WORDS = frozenset(
    "a an the of to in on at for by with from as and or but that this these those is are was were be been being am has "
    "have had do does did it its his her their he she they him them who which what there also then so such into than "
    "will would can could may might should must s t i we you your our my me us if when while because since about after "
    "before during between through over under more most other some any each very just".split()
)
_SUFFIXES = ("ations", "ation", "ments", "ment", "ness", "ings", "ing", "ied", "ies", "ed", "es", "ly", "s")


@lru_cache(maxsize=65536)
def content_words(text: str) -> tuple[str, ...]:
    """Stemmed content words in reading order; numbers keep their points, "no" and "not" count as content.

    >>> content_words("No elevated troponins were seen.")
    ('no', 'elevat', 'troponin', 'seen')
    """
    found = _WORD.findall(text.lower())
    return tuple([stem(word) for word in found if word not in _FUNCTION_WORDS])


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without one inflectional or nominal ending, where at least three letters are left.

    >>> stem("infections"), stem("mass")
    ('infection', 'mass')
    """
    if len(word) <= 4 or word.endswith("ss"):
        return word[:-1] if len(word) == 4 and word.endswith("s") and not word.endswith("ss") else word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)] + ("y" if suffix in ("ied", "ies") else "")
    return word


def recall(words: Collection[str], among: Collection[str]) -> float:
    """Share of `words` that occur in `among`, from 0 to 1; 0 where there are no words."""
    return sum(word in among for word in words) / len(words) if words else 0.0


def f1(left: frozenset[str], right: frozenset[str]) -> float:
    """Dice overlap of two word sets, from 0 to 1."""
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0
