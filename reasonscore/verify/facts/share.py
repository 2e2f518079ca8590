"""Shares: "96 of 480", "three quarters of" and "one in ten" as percentages."""

from __future__ import annotations

import re

from reasonscore.decompose.claim import Quantity
from reasonscore.decompose.search.expression import Expression
from reasonscore.span import Piece

_OF_ALL = Expression(
    r"\b(?:of|among) (?:the |all |these )?(\d{1,7}) [a-z-]{3,20}(?: [a-z-]{3,20})?, (?:only |"
    r"about )?(\d{1,7})(?![\d.]|\s?%)"
)
_SHARE = re.compile(r"(?<![\d.])(\d{1,7}) (?:out )?of (?:the |all )?(\d{1,7})(?![\d.]|\s?%)")
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10,
}  # fmt: skip
_ONES = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
}  # fmt: skip
_BOUNDS = {
    "no fewer than": ">=", "no less than": ">=", "no more than": "<=", "not more than": "<=",
    "more than": ">", "over": ">", "at least": ">=", "less than": "<", "fewer than": "<", "under": "<", "at most": "<=",
    "about": "~", "almost": "~", "nearly": "~", "roughly": "~", "around": "~", "approximately": "~",
}  # fmt: skip
_BOUND = re.compile(rf"\b({'|'.join(_BOUNDS)})\s+$", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:upper|lower|middle|mid|distal|proximal|outer|inner|medial|lateral|anterior|posterior|central|first|last|"
    r"final) $",
    re.IGNORECASE,
)
"""Words before a part of a bone or a vessel, which is a place and no share."""
_FRACTION = Expression(
    r"(?<![\w-])(?:(?P<few>a|one|two|three|four|five|six|seven|eight|nine)[ -])?(?P<part>half|third|quarter|"
    r"fourth|fifth|sixth|"
    r"seventh|eighth|tenth)s?(?= of\b| (?:were|had|have|are|did|developed|needed|required|died|survived|reported)\b)|"
    r"(?<![\w-])(?P<some>one|two|three|four|five|six|seven|eight|nine|\d{1,3}) (?:in|out of|of the) (?:every )?"
    r"(?P<all>two|three|four|five|six|seven|eight|nine|ten|\d{1,4})(?![\w.%])"
)


def find_shares(text: str) -> list[tuple[Quantity, Piece]]:
    """The shares of a sentence as percentages, with where they stand.

    >>> [(share.comparator, share.value) for share, _ in find_shares("More than half of them, 96 of 480, one in ten")]
    [('>', 50.0), ('=', 10.0), ('=', 20.0)]
    """
    found: list[tuple[Quantity, Piece]] = []
    for match in _FRACTION.finditer(text):
        if match["part"] and _PLACE.search(text, max(0, match.start() - 16), match.start()):
            continue
        if match["part"]:
            share = _ONES[(match["few"] or "a").lower()] / _PARTS[match["part"].lower()]
        else:
            share = _count(match["some"]) / max(1, _count(match["all"]))
        if share <= 1:
            word = _BOUND.search(text, max(0, match.start() - 16), match.start())
            comparator = _BOUNDS[word.group(1).lower()] if word else "="
            found.append((Quantity(100 * share, "%", None, comparator), match.span()))
    counts = [(int(match[1]), int(match[2]), match.span()) for match in _SHARE.finditer(text)]
    counts += [(int(match[2]), int(match[1]), match.span(2)) for match in _OF_ALL.finditer(text)]
    for part, whole, piece in counts:
        if 0 <= part <= whole and whole:
            found.append((Quantity(100 * part / whole, "%"), piece))
    return found


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _ONES[word.lower()]
