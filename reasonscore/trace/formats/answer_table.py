"""Tables of ranked answers: a Markdown table with a column of diagnoses, best first."""

from __future__ import annotations

import re

from reasonscore.span import Piece, trim
from reasonscore.trace.layout import Format, Layout, formats
from reasonscore.trace.line import lines

_NAMES = re.compile(
    r"diagnos|condition|disease|disorder|differential|possibilit|hypothes|candidate|诊断|診断|diagnóstic|diagnostic",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s|:\-=+]{3,400}$")
_ANSWER = re.compile(
    r"[*_]{0,3}(?:final |correct |my |selected )?(?:answer|choice|option|diagnosis)[*_]{0,3}$", re.IGNORECASE
)
_FEWEST = 2
_NONE = 1_000


def read(text: str, piece: Piece) -> Layout | None:
    """The cells of the last table's column of diagnoses; None where no table has one."""
    items: list[Piece] = []
    found: list[Piece] = []
    column: int | None = None
    header: list[Piece] | None = None
    answers: list[Piece] = []
    answered = _NONE
    for start, end in lines(text, *piece):
        left, right = trim(text, start, end)
        if left == right or text[left] != "|":
            column, header, found, answered = None, None, [], _NONE
            continue
        if _RULE.match(text, left, right):
            named = [i for i, cell in enumerate(header or []) if _NAMES.search(text, *cell)]
            column, found = (named[0] if named else None), []
            titled = [i for i, cell in enumerate(header or []) if _ANSWER.match(text, *cell)]
            answered = titled[0] if titled and column is None else _NONE
            continue
        cells = _cells(text, left, right)
        if column is not None and column < len(cells) and cells[column][0] < cells[column][1]:
            found.append(cells[column])
            items = found if len(found) >= _FEWEST else items
        if header and answered < len(header) and answered < len(cells) and cells[answered][0] < cells[answered][1]:
            answers.append(cells[answered])
        header = cells
    # A longer column of answers belongs to several questions or options.
    answers = answers if len(answers) == 1 else []
    return Layout(name="table", items=tuple(items), answers=tuple(answers)) if items or answers else None


def _cells(text: str, left: int, right: int) -> list[Piece]:
    """The cells of a row, trimmed."""
    cells = []
    start = left + 1
    while start < right:
        stop = text.find("|", start, right)
        stop = stop if stop >= 0 else right
        cells.append(trim(text, start, stop))
        start = stop + 1
    return cells


formats.register("answer_table")(Format("section", 60, read))
