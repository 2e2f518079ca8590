r"""Answers in a mark of their own: `\boxed{B}`, the `Finish[B]` of ReAct, `final_answer("B")`, a last line `#### B`.

The last one counts.
"""

from __future__ import annotations

import re

from reasonscore.span import Piece, trim
from reasonscore.trace.formats.retrieval import FINISHES
from reasonscore.trace.layout import Format, Layout, formats
from reasonscore.trace.trace import Region

_BOX = re.compile(r"\\f?boxed\s?\{")
_BRACE = re.compile(r"[{}\n]")
_INNER = re.compile(r"\s{0,4}\\(?:text|textbf|mathrm|mathbf|textit)\s?\{")
_WITHIN = re.compile(r"\\(?:text|textbf|mathrm|mathbf|textit)\s?\{([^{}\n]{0,200})\}|\\[,;:!]|\\(?=%)")
"""A text or a thin space inside a box: `1250 \\text{ mL}`."""
_FINISH = re.compile(
    r"\bFinish\[([^\]\n]{1,300})\]"
    r"|\b(?:final_answer|submit_answer|submit|finish)\((?:\w{1,20}\s?=\s?)?[\"']([^\"'\n]{1,300})[\"']"
    rf"|^\W{{0,6}}Action(?: \d{{1,2}})?\s?:\s?[*`]{{0,3}}{FINISHES}[*`]{{0,3}}\s{{0,3}}"
    r"Action Input(?: \d{1,2})?\s?:\s?([^\n]{1,300})",
    re.IGNORECASE | re.MULTILINE,
)
_LAST_LINE = re.compile(r"(?:^|\n)[ \t]{0,4}#{3,6}[ \t]?([^\n#]{1,120}?)\s*\Z")
_OPENS = re.compile(r"(?:\$\$?|\\[\[(])\s{0,3}$")
_CLOSES = re.compile(r"[}\s]{0,8}(?:\$\$?|\\[\])])|\s{0,3}\}{1,8}")
"""The dollar signs or brackets of mathematics around a box, and its closing braces."""
_FENCE = 6
_TAIL = 400
_LONGEST = 2000


def read(text: str, piece: Piece) -> Layout | None:
    """What stands in the boxes; None where there is none."""
    answers = [trim(text, *found.span(found.lastindex or 0)) for found in _FINISH.finditer(text, *piece)]
    last = _LAST_LINE.search(text[: piece[1]], max(piece[0], piece[1] - _TAIL))
    if last is not None and not last[1].rstrip().endswith((":", "：")):
        answers.append(trim(text, *last.span(1)))
    # A box that starts inside another is part of it, so every character is looked at once.
    position = piece[0]
    regions: list[Region] = []
    while (found := _BOX.search(text, position, piece[1])) is not None:
        inner = _braced(text, found.end(), min(piece[1], found.end() + _LONGEST))
        position = max(found.end(), inner[1])
        while (nested := _INNER.match(text, *inner)) is not None:
            inner = _braced(text, nested.end(), inner[1])
        inner = trim(text, *inner)
        if inner[0] < inner[1]:
            answers.append(inner)
            opens = _OPENS.search(text[max(piece[0], found.start() - _FENCE) : found.start()])
            closes = _CLOSES.match(text, inner[1], piece[1])
            left = found.start() - (len(opens[0]) if opens else 0)
            regions += [Region((left, inner[0]), "markup")]
            for one in _WITHIN.finditer(text, *inner):
                kept = one.span(1) if one[1] is not None else (one.end(), one.end())
                regions += [Region(rest, "markup") for rest in ((one.start(), kept[0]), (kept[1], one.end()))]
            regions += [Region(closes.span(), "markup")] if closes else []
    return Layout(name="boxed", answers=tuple(sorted(answers)), regions=tuple(regions)) if answers else None


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
