"""Lines that are nothing but names of diseases, in whatever marks, cells or tags: a list without list marks."""

from __future__ import annotations

import re

from reasonscore.span import Piece, trim
from reasonscore.trace.line import lines
from reasonscore.trace.name_list import name_of
from reasonscore.trace.named_disease import names_disease
from reasonscore.trace.rated import LEVEL

_FRAME = re.compile(
    rf"[^\w(]{{0,6}}(?:\d{{1,2}}(?=\W)[^\w(]{{1,4}})?(?:(?:{LEVEL}|remote|rare|certain)\s?[:–—-]\s{{1,3}})?",
    re.IGNORECASE,
)
"""What may stand before the name on its line: marks, a number, how likely it is."""
_CELL = re.compile(r"[^|\t<>\n]+(?=[|\t<]|$)")
_TAG = re.compile(r"</?[A-Za-z][\w \-=\"']{0,30}>")
_NO_NAME = re.compile(
    rf"\W{{0,4}}(?:{LEVEL}|[\d\W]{{1,12}}|rank|probability|likelihood|confidence)\W{{0,4}}", re.IGNORECASE
)
_HEADER = re.compile(r"rank|diagnos|differential|likelihood|probab|:\W{0,4}$", re.IGNORECASE)
_MOST_WORDS = 7
_MOST_LINES = 25
_FEWEST = 2


def name_lines(text: str, piece: Piece) -> list[Piece]:
    r"""The names of a short part whose lines are names, most of them of diseases; empty where a line is a sentence.

    >>> text = "→ Gout\n→ Lupus"
    >>> [text[slice(*one)] for one in name_lines(text, (0, len(text)))]
    ['Gout', 'Lupus']
    """
    found: list[Piece] = []
    told = [trim(text, *line) for line in lines(text, *piece)][: _MOST_LINES + 1]
    told = [one for one in told if any(c.isalpha() for c in text[slice(*one)])]
    if not _FEWEST <= len(told) <= _MOST_LINES:
        return []
    for index, (start, end) in enumerate(told):
        cell = _name_cell(text, start, end)
        name = name_of(text, *cell) if cell is not None else (start, start)
        words = text[slice(*name)].split()
        if not index and _HEADER.search(text, start, end) and not names_disease(text[slice(*name)]):
            continue
        if not 0 < len(words) <= _MOST_WORDS or text[end - 1] in ".?!":
            return []
        found.append(name)
    known = sum(names_disease(text[slice(*one)]) for one in found)
    return found if len(found) >= _FEWEST and 2 * known > len(found) else []


def _name_cell(text: str, start: int, end: int) -> Piece | None:
    """The first cell of a line that is neither a number nor a likelihood, without what stands before the name."""
    tags = [one.span() for one in _TAG.finditer(text, start, end)]
    for cell in _CELL.finditer(text, start, end):
        if any(left < cell.end() and cell.start() < right for left, right in tags) or _NO_NAME.fullmatch(cell[0]):
            continue
        frame = _FRAME.match(text, *cell.span())
        return (frame.end() if frame else cell.start(), cell.end())
    return None
