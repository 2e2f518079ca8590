"""Numbers in square brackets that point at a source: "lowers the risk[1][2]", "bleeding [5-7]"."""

from __future__ import annotations

import re

from reasonscore.span import Piece

_MARK = re.compile(
    r"(?P<many>\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){1,9}\])|\[\^?\d{1,3}\]|【[^【】\n]{1,60}】|\[citation needed\]"
)
_NAMED = re.compile(
    r"(?:\b(?:to|in|see|by|from|of|per|or|and|refs?|references?|study|trial|sources?|table|figure|step|option)\.?"
    r"|[=:<>≤≥(\[{,/+*^-])\s?$",
    re.I,
)
_VALUE = re.compile(r"(?:\d(?:\s?\w{1,7})?|%|\b(?:median|mean|iqr|range|interval|ci|scores?))\s?$", re.I)
_REACH = 16


def citation_marks(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """The marks of `text[start:end]`, each with the blank before it.

    A mark that is a word of its sentence ("as shown in [3]") stays, and so does what may be a range or an interval
    ("6 days [5-7]").

    >>> text = "Aspirin lowers the risk[1][2], but not mortality [4-6], as shown in [3]."
    >>> [text[a:b] for a, b in citation_marks(text)]
    ['[1]', '[2]', ' [4-6]']
    """
    stop = len(text) if end is None else end
    found: list[Piece] = []
    for match in _MARK.finditer(text, start, stop):
        first, last = match.span()
        before = text[max(start, first - _REACH) : first]
        if not (found and found[-1][1] == first):
            if text[last : last + 1].isalnum() or _NAMED.search(before):
                continue
            if match.group("many") and before[-1:] == " " and _VALUE.search(before):
                continue
        found.append((first - before.endswith(" "), last))
    return found
