r"""Boxed answers: `\boxed{B}`, `\boxed{\text{Sarcoidosis}}`, and the `Finish[B]` of ReAct; the last one counts."""

from __future__ import annotations

import re

from reasonscore.span import Piece, trim
from reasonscore.trace.layout import Format, Layout, formats

_BOX = re.compile(r"\\f?boxed\s?\{")
_BRACE = re.compile(r"[{}\n]")
_INNER = re.compile(r"\s{0,4}\\(?:text|textbf|mathrm|mathbf|textit)\s?\{")
_FINISH = re.compile(r"\bFinish\[([^\]\n]{1,300})\]", re.IGNORECASE)
_LONGEST = 2000


def read(text: str, piece: Piece) -> Layout | None:
    """What stands in the boxes; None where there is none."""
    answers = [trim(text, *found.span(1)) for found in _FINISH.finditer(text, *piece)]
    # A box that starts inside another is part of it, so every character is looked at once.
    position = piece[0]
    while (found := _BOX.search(text, position, piece[1])) is not None:
        inner = _braced(text, found.end(), min(piece[1], found.end() + _LONGEST))
        position = max(found.end(), inner[1])
        while (nested := _INNER.match(text, *inner)) is not None:
            inner = _braced(text, nested.end(), inner[1])
        inner = trim(text, *inner)
        if inner[0] < inner[1]:
            answers.append(inner)
    return Layout(name="boxed", answers=tuple(sorted(answers))) if answers else None


def _braced(text: str, start: int, end: int) -> Piece:
    """From an opening brace to the one that closes it, else to the end of the line."""
    depth = 1
    line_end: int | None = None
    for found in _BRACE.finditer(text, start, end):
        if found[0] == "\n":
            line_end = found.start() if line_end is None else line_end
            continue
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return start, found.start()
    return start, end if line_end is None else line_end


formats.register("boxed")(Format("section", 20, read))
