"""Numbers and letters that tell one member of a family from another: type 2, grade IV, hepatitis B, factor VIII."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_ORDERED = frozenset(["degree", "trimester", "stage", "generation", "line"])
_MARK = re.compile(r"(\d{1,3}|[ivx]{1,4}|[b-hj-z])[a-d]?")
_LETTERED = frozenset("type class group grade variant subtype hepatitis influenza hemophilia vitamin".split())
"""What comes before a letter, so that `a` is no article there."""

_FREE = frozenset(
    ["stage", "day", "week", "month", "year", "case", "age", "figure", "figo", "gleason", "score", "dose"]
)
"""What comes before a number that may differ within one disease."""


def find_designators(words: Sequence[str]) -> frozenset[tuple[str, str]]:
    """The designators of a text, each with the word that it belongs to.

    >>> sorted(find_designators("type ii diabetes with third degree block".split()))
    [('degree', '3'), ('type', '2')]
    """
    found = set()
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        if word in _ORDINAL and after in _ORDERED:
            found.add((after, str(_ORDINAL[word])))
        elif before.isalpha() and len(before) > 1 and before not in _FREE and _MARK.fullmatch(word):
            found.add((before.removesuffix("s"), _plain(word)))
        elif word == "a" and before.isalpha() and (before in _LETTERED or (len(before) > 3 and not after.isalpha())):
            found.add((before.removesuffix("s"), "a"))
    return frozenset(found)


def differing_designator(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> str:
    """The word whose designators differ between two texts, an empty string where none does.

    >>> differing_designator(frozenset([("type", "1")]), frozenset([("type", "2")]))
    'type'
    """
    for name in sorted({name for name, _ in one} & {name for name, _ in other}):
        mine, yours = ({mark for word, mark in side if word == name} for side in (one, other))
        if not mine & yours:
            return name
    return ""


def _plain(word: str) -> str:
    bare = word.rstrip("abcd") if word[0].isdigit() else word
    return str(_ROMAN.get(bare, bare))
