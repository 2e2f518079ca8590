"""Rows of a table, "| Metformin | 500 mg |", as sentences: each cell is said of the thing that its row is about."""

from __future__ import annotations

import re

from reasonscore.decompose.layout.plain_text import PlainText, added, cut, joined
from reasonscore.decompose.search.table import words_of
from reasonscore.decompose.segments.segment import has_verb

_PARTS = re.compile(r"\s*(?:<br\s?/?>\s*(?:[-•*]\s+)?|;\s+|•\s+)\s*", re.I)
_MEMBERS = re.compile(rf"{_PARTS.pattern}|,\s+(?:(?:and|or)\s+)?", re.I)
_NOTHING = re.compile(r"[\W_]*(?:n\.?/?a\.?|none known|unknown|varies|not applicable)?[\W_]*", re.I)
_YES = re.compile(r"(?:yes|present|✓|✔|✅|\+{1,3})[\s*.]*", re.I)
_NO = re.compile(r"(?:no|none|absent|nil|✗|✘|❌)[\s*.]*", re.I)
_DENIED = re.compile(r"(?:no|nil)\s(?=[a-z])", re.I)
_CLAUSE = re.compile(r"(?:the|an?|this|it|they|you|patients?|most|some|many)\s", re.I)
_LONGEST = 2000
_LONGEST_NAME = 8


def read_row(header: PlainText | None, row: PlainText) -> list[PlainText]:
    """The sentences that a row makes under its header; the row as a label and its fields where it has none.

    >>> header, row = PlainText("| Drug | Dose | Risk |", 0), PlainText("| Metformin | 500 mg | No weight gain |", 23)
    >>> [part.text for part in read_row(header, row)]
    ['The dose of metformin is 500 mg', 'Metformin has no weight gain']
    """
    cells = _cells(row)
    names = _cells(header) if header is not None else []
    if len(row.text) > _LONGEST or len(cells) < 2 or not cells[0].text:
        return [row] if "|" not in row.text else [_plainly(cells)] if any(c.text for c in cells) else []
    if len(names) < len(cells):
        return [_plainly(cells)]
    compared = names[0].text.lower() in {"", *words_of("tables", "aspect")} and not any(
        name.text.lower() in words_of("tables", "value") | words_of("tables", "remark") for name in names[1:]
    )
    out: list[PlainText] = []
    for name, cell in zip(names[1:], cells[1:], strict=False):
        thing, field = (name, cells[0]) if compared else (cells[0], name)
        told = [part for part in _divided(cell, _plural(field.text)) if not _NOTHING.fullmatch(part.text)]
        out += [_said(thing, field, part, compared) for part in told]
    return out


def _cells(row: PlainText) -> list[PlainText]:
    """What stands between the bars, without the blanks around it."""
    text, cells, position = row.text, [], 0
    bars = [at for at, mark in enumerate(text) if mark == "|" and text[at - 1 : at] != "\\"]
    for bar in [*bars, len(text)]:
        first, last = position, bar
        while first < last and text[first] in " \t*":
            first += 1
        while last > first and text[last - 1] in " \t*":
            last -= 1
        cells.append(cut(row, first, last) if first < last else PlainText("", row.start))
        position = bar + 1
    if cells and not cells[0].text and text.lstrip().startswith("|"):
        cells = cells[1:]
    if cells and not cells[-1].text:
        cells = cells[:-1]
    return cells


def _divided(cell: PlainText, listed: bool) -> list[PlainText]:
    """The entries of a cell; of a list also what its commas divide."""
    out, position = [], 0
    commas = listed and not has_verb(cell.text) and "(" not in cell.text
    for match in (_MEMBERS if commas else _PARTS).finditer(cell.text):
        out.append((position, match.start()))
        position = match.end()
    out.append((position, len(cell.text)))
    pieces = [(a, b - (1 if cell.text[a:b].endswith(".") else 0)) for a, b in out if cell.text[a:b].strip(" .")]
    return [cut(cell, a, b) for a, b in pieces]


def _plainly(cells: list[PlainText]) -> PlainText:
    """A row without a header: "Metformin: 500 mg, first line"."""
    kept = [cell for cell in cells if cell.text]
    parts = [_opened(kept[0])]
    for number, cell in enumerate(kept[1:]):
        parts += [added(", " if number else ": "), cell]
    return joined(parts)


def _said(thing: PlainText, field: PlainText, value: PlainText, compared: bool) -> PlainText:
    """One sentence: what the field of the thing is."""
    name = field.text.lower()
    many = _plural(field.text)
    if _YES.fullmatch(value.text):
        return joined([_opened(thing), added(" has "), _lowered(field)])
    if _NO.fullmatch(value.text):
        denial = _lowered(value) if value.text.lower() == "no" else added("no")
        return joined([_opened(thing), added(" has "), denial, added(" "), _lowered(field)])
    if _does(value.text):
        if compared:
            return joined([added("In "), _lowered(thing), added(", "), _lowered(field), added(" "), _lowered(value)])
        return joined([_opened(thing), added(" "), _lowered(value)])
    if name in words_of("tables", "value"):
        return joined([_opened(thing), added(" are " if _plural(thing.text) else " is "), _lowered(value)])
    if name.split(" ")[-1:] in (["for"], ["against"]):
        return joined([_opened(field), added(" "), _lowered(thing), added(": "), _lowered(value)])
    if (
        name in words_of("tables", "remark")
        or len(field.text.split()) > _LONGEST_NAME
        or "?" in field.text
        or (_CLAUSE.match(value.text) and has_verb(value.text))
        or has_verb(field.text)
    ):
        return joined([_opened(thing), added(": "), _lowered(value)])
    if _DENIED.match(value.text):
        return joined([_opened(thing), added(" has "), _lowered(value)])
    if compared:
        copula = added(" are " if many else " is ")
        return joined([added("In "), _lowered(thing), added(", "), _lowered(field), copula, _lowered(value)])
    verb = " include " if many else " is "
    parts = [added("The "), _lowered(field), added(" of "), _lowered(thing), added(verb), _lowered(value)]
    return joined(parts)


def _does(text: str) -> bool:
    """True for a cell that opens with a verb: "Lowers LDL", "May cause cramps"."""
    first = text.split(" ", 1)[0].lower()
    return first in words_of("tables", "verb")


def _plural(name: str) -> bool:
    last = name.split(" (")[0].split(" of ")[0].split()[-1:]
    return bool(last) and last[0].lower().endswith("s") and not last[0].lower().endswith(("ss", "us", "is"))


def _opened(part: PlainText) -> PlainText:
    return PlainText(part.text[:1].upper() + part.text[1:], part.start, part.offsets)


def _lowered(part: PlainText) -> PlainText:
    """The part inside a sentence: an ordinary first word loses its capital."""
    word = part.text.split(" ", 1)[0]
    if word[1:].islower() and not word.endswith("'s"):
        return PlainText(part.text[0].lower() + part.text[1:], part.start, part.offsets)
    return part
