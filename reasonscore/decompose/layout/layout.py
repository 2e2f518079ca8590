"""What of a text is layout: headings, list markers, tags, rules; the rest is prose, in blocks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from reasonscore.decompose.claim import Filtered
from reasonscore.decompose.layout.bold_label import behind_label
from reasonscore.decompose.layout.citation_mark import citation_marks
from reasonscore.decompose.layout.lead_in import is_lead_in, tells_when
from reasonscore.decompose.layout.note_letter import letters_of
from reasonscore.decompose.layout.sentence import split_sentences
from reasonscore.span import Piece, Span, make_span, subtract, trim

_TAG_NAMES = (
    "think|thinking|thought|reasoning|reason|reflection|answer|final|final_answer|response|solution|output|conclusion|"
    "summary|step|information|documents?|search|result|tool_response|code|sub|sup|b|i|u|br|p|ul|ol|li|strong|em|h[1-6]|"
    "div|span|table|tr|td|th"
)
_TAG = re.compile(rf"</?(?:{_TAG_NAMES})(?:[\s_-]?\d{{1,3}})?\s?/?>|<\|[a-z_]{{1,40}}\|>|\\boxed\b", re.I)
_FENCE = re.compile(r"\s{0,3}(?:```+|~~~+)[\w-]{0,20}\s*$")
_RULE = re.compile(r"\s*(?:[-*_=•.]\s?){3,}$|[\s|:+-]+$")
_COLUMNS = re.compile(r"(?=[^|\n]*\|)[\s|:-]*-[\s|:-]*")
_HASHES = re.compile(r"\s{0,3}#{1,6}\s+")
_MARKER = re.compile(
    r"\s*(?:>+\s*)?(?:(?:[-*+•‣◦·▪●–—]|\(?\d{1,3}[.)](?!\d)|\(?[A-Za-z]\)|[A-Z]\.(?=\s[A-Z])|"
    r"\((?:[ivx]{1,5})\)|[ivx]{1,5}[.)])\s+){1,2}"
)
_STEP = re.compile(r"\s*\*{0,2}(?:step|thought|point)\s*#?\d{1,3}\s*[:.)\-–—]?\s*\*{0,2}\s*[:.]?\s*", re.I)
_LABEL = re.compile(r"\s*\*{0,2}[A-Z][\w /&'’()-]{1,50}?\*{0,2}:\*{0,2}\s*$")
_BOLD_LINE = re.compile(r"\s*\*\*[^*\n]{1,80}\*\*:?\s*$")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|have|can|may|should|will|shows?|suggests?|needs?|indicates?)\b", re.I
)


_OPEN_END = frozenset(":0123456789abcdefghijklmnopqrstuvwxyz")


class Unit(NamedTuple):
    """One sentence: its offsets, whether it stands in a list, and the line above that it completes.

    The row of a table is one unit, whose line above is the table's header.
    """

    start: int
    end: int
    kind: str
    lead: Piece | None = None


def read_layout(text: str, start: int, end: int) -> tuple[list[Unit], list[Filtered]]:
    r"""The sentences of `text[start:end]` and the layout around them.

    >>> units, layout = read_layout("## Plan\n1. Stop aspirin. Rest.", 0, 30)
    >>> [("## Plan\n1. Stop aspirin. Rest."[u.start:u.end], u.kind) for u in units]
    [('Stop aspirin.', 'item'), ('Rest.', 'item')]
    >>> [item.reason for item in layout]
    ['heading', 'markup']
    """
    tags = _TAG.finditer(text, start, end) if "<" in text or "\\" in text else ()
    layout = [Filtered((match.span(),), "markup") for match in tags]
    units: list[Unit] = []
    lead: Piece | None = None
    header: Piece | None = None
    outer: list[tuple[int, Piece]] = []  # items that end in a colon, which the items indented under them complete
    blocks = _blocks(text, start, end, layout)
    # Sorted and disjoint, so that each block finds its marks by bisection: a text may have a quarter million of both.
    marks = make_span(item.span[0] for item in layout)
    headings = sorted(item.span[0][0] for item in layout if item.reason == "heading")
    for kind, first, last in blocks:
        if kind == "header":
            lead, header = None, trim(text, first, last)
            layout.append(Filtered((header,), "heading"))
            continue
        if kind == "table":
            units.append(Unit(*trim(text, first, last), kind, header))
            continue
        header = None
        if kind == "item":
            if lead is not None and bisect_left(headings, lead[1]) < bisect_left(headings, first):
                lead = None
            depth = _depth(text, first)
            while outer and outer[-1][0] >= depth:
                outer.pop()
            above = outer[-1][1] if outer else lead
            for number, (a, b) in enumerate(_prose(text, first, last, marks)):
                said = a if number else behind_label(text, a, b)
                if said > a:
                    layout.append(Filtered((trim(text, a, said),), "heading"))
                    a = said
                units.append(Unit(a, b, kind, above if not number else None))
                if text[b - 1] == ":":
                    outer.append((depth, (a, b)))
            continue
        lead = None
        outer.clear()
        pieces = _prose(text, first, last, marks)
        letters = letters_of(text, pieces)
        layout += [Filtered((trim(text, *piece),), "heading") for piece in letters.items()]
        for a, b in [(letters.get(a, a), b) for a, b in pieces]:
            units.append(Unit(a, b, kind))
            lead = (a, b) if text[b - 1] == ":" or tells_when(text[a:b]) else None
    if text.find("[", start, end) >= 0 or text.find("【", start, end) >= 0:
        pointers = [trim(text, *piece) for unit in units for piece in citation_marks(text, unit.start, unit.end)]
        layout += [Filtered((piece,), "source_pointer") for piece in pointers]
    return units, layout


def _depth(text: str, start: int) -> int:
    """How far the line of an item is indented."""
    line = text.rfind("\n", 0, start) + 1
    return len(text[line:start]) - len(text[line:start].lstrip(" \t>"))


def _prose(text: str, start: int, end: int, marks: Span) -> list[Piece]:
    """The sentences of a block, cut at the marks inside it; marks are sorted and disjoint."""
    inside = marks[bisect_right(marks, start, key=_end) : bisect_left(marks, end, key=_start)]
    pieces = []
    for first, last in subtract(start, end, inside) if inside else [(start, end)]:
        for a, b in split_sentences(text[first:last]):
            pieces.append((first + a, first + b))
    return pieces


def _blocks(text: str, start: int, end: int, layout: list[Filtered]) -> list[tuple[str, int, int]]:
    blocks: list[tuple[str, int, int]] = []
    position = start
    joined = tabled = False
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        line = text[position:stop]
        kind, skip = _kind(line)
        ruled = "|" in line and kind != "markup" and _opens_table(text, stop, end)
        tabled = kind != "blank" and "|" in line and (ruled or tabled)
        if tabled and kind != "markup":
            kind, skip = ("header" if ruled else "table"), 0
        if kind == "heading" and line.rstrip(" *")[-1:] in _OPEN_END and _opens_list(text, stop, end, line):
            kind, joined = "text", False
            skip = len(line) - len(line.lstrip("# "))
        if kind == "blank":
            joined = False
        elif kind in ("heading", "markup"):
            a, b = trim(text, position, stop)
            layout.append(Filtered(((a, b),), kind))
            joined = False
        else:
            if skip:
                a, b = trim(text, position, position + skip)
                layout.append(Filtered(((a, b),), "markup"))
            first = position + skip
            if kind == "text" and joined:
                blocks[-1] = (blocks[-1][0], blocks[-1][1], stop)
            elif first < stop:
                blocks.append(("text" if kind == "text" else kind, first, stop))
            joined = first < stop and kind not in ("header", "table")
        position = stop + 1
    return blocks


def _opens_table(text: str, stop: int, end: int) -> bool:
    """True where the line that ends at `stop` is the header of a table: a rule with bars stands under it."""
    following = text.find("\n", stop + 1, end)
    return _COLUMNS.fullmatch(text, stop + 1, following if following >= 0 else end) is not None


def _opens_list(text: str, stop: int, end: int, line: str) -> bool:
    """True for a heading that the list under it completes: "Common causes:"."""
    bare = line.strip(" *#")
    if not (is_lead_in(bare) if bare.endswith(":") else tells_when(bare)):
        return False
    first = stop
    while first < end and text[first].isspace():
        first += 1
    first = text.rfind("\n", stop, first) + 1
    following = text.find("\n", first, end)
    return first > 0 and _kind(text[first : following if following >= 0 else end])[0] == "item"


def _kind(line: str) -> tuple[str, int]:
    """What a line is, and how many of its characters are a marker."""
    if not line or line.isspace():
        return "blank", 0
    if _FENCE.match(line) or _RULE.match(line):
        return "markup", 0
    if _HASHES.match(line):
        return "heading", 0
    step = _STEP.match(line)
    if step:
        return ("item", step.end()) if step.end() < len(line) else ("markup", 0)
    label = line.rstrip().rstrip("*").endswith(":") and _LABEL.match(line)
    if _BOLD_LINE.match(line) or (label and len(line.split()) <= 5 and not _FINITE.search(line)):
        return "heading", 0
    if line.count("|") >= 2 and line.strip().startswith("|"):
        return "table", 0
    marker = _MARKER.match(line)
    if marker and marker.end() < len(line):
        return "item", marker.end()
    return "text", 0


def _start(piece: Piece) -> int:
    return piece[0]


def _end(piece: Piece) -> int:
    return piece[1]
