"""Quoted text: block quotes, quote tags and longer quotations with a named source are someone else's words."""

from __future__ import annotations

import re

from reasonscore.span import Piece, trim
from reasonscore.trace.heading import headings
from reasonscore.trace.layout import Format, Layout, formats
from reasonscore.trace.line import lines
from reasonscore.trace.mark import find_blocks, find_tags
from reasonscore.trace.trace import Region

_TAGS = frozenset(("quote", "blockquote", "quotation", "excerpt"))
_MARKS = re.compile(
    r"“[^“”\n]{80,2000}”|«[^«»\n]{80,2000}»|(?<=[\s(])\"(?=[A-Z])[^\"\n{}]{80,2000}\"(?=[\s.,;)]|$)", re.MULTILINE
)
_SOURCE = re.compile(
    r"\b(?:said|says?|stat(?:es?|ed|ing)|writes?|wrote|written|report(?:s|ed)?|according to|guidelines?"
    r"|quot(?:e|es|ed|ing)|reads?|notes?|noted|describe[sd]?|defin(?:es?|ed|ition)|documents?|article|textbook|source)\b[^.!?\n]{0,60}$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?>\n]\s{0,4}")
_NAMES_SOURCE = re.compile(
    r"\s{0,4}(?:(?:according to|as per|in|from|as) [^,:\n]{1,80}|[^,:\n]{1,80}\b(?:says?|said|states?|stated|reads?"
    r"|notes?|writes?|reports?|recommends?|defines?)(?: that)?)[,:]?\s{0,4}",
    re.IGNORECASE,
)
_REACH = 120
_FEWEST_WORDS = 12


def read(text: str, piece: Piece) -> Layout | None:
    """The quotations; None where there are none."""
    regions: list[Region] = []
    under_answer = False
    for start, end in lines(text, *piece):
        first = start
        while first < end and text[first] in " \t" and first < start + 4:
            first += 1
        quoted = text.startswith(">", first) and not _is_answer(text, first + 1, end)
        if not text[start:end].strip():
            continue
        quoted = quoted and not under_answer
        under_answer = (not quoted and under_answer and text.startswith(">", first)) or _is_answer(text, start, end)
        if quoted and text[first + 1 : first + 2] in (" ", ">", ""):
            regions.append(Region((first, end), "quoted"))
    tags = [tag for tag in find_tags(text) if piece[0] <= tag.piece[0] < piece[1]]
    regions += [Region(block.outer, "quoted") for block in find_blocks(tags, _TAGS, piece[1]) if block.closed]
    for found in _MARKS.finditer(text, *piece):
        named = _SOURCE.search(text, max(piece[0], found.start() - _REACH), found.start())
        if named and found[0].count(" ") + 1 >= _FEWEST_WORDS:
            regions.append(Region((_source_start(text, piece[0], found.start()), found.end()), "quoted"))
    return Layout(name="", regions=tuple(regions)) if regions else None


def _source_start(text: str, start: int, quote: int) -> int:
    """Where the words begin that only name the source (`According to the guideline, "..."`), else the quotation."""
    start = max(start, quote - _REACH)
    ends = [found.end() for found in _STOP.finditer(text, start, quote)]
    start = trim(text, ends[-1] if ends else start, quote)[0]
    return start if _NAMES_SOURCE.fullmatch(text, start, quote) else quote


def _is_answer(text: str, start: int, end: int) -> bool:
    """A quoted line that is the answer under its heading, set apart to be seen."""
    while start < end and text[start] in " >*_":
        start += 1
    found = next(headings(text, start, end), None)
    return found is not None and found.role in ("answer", "final")


formats.register("quotation")(Format("region", 50, read))
