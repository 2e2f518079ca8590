"""Numbered things in one sentence, read item by item: "Differential: 1) gout - likely; 2) sepsis - less likely"."""

from __future__ import annotations

import re

from reasonscore.decompose.layout.lead_in import complete, is_lead_in
from reasonscore.decompose.layout.plain_text import PlainText, cut, offsets_of

_LONGEST = 500
_FIRST = re.compile(r"(?P<label>[A-Z][\w /'-]{2,40}:)?\s?\(?1[).]\s(?=[A-Za-z])")
_NUMBER = re.compile(r"[;,]\s(?:and\s|or\s)?\(?(?P<number>[2-9])\)\s(?=[A-Za-z])")


def parts_by_number(plain: PlainText) -> list[PlainText]:
    """The items without their numbers, behind what they complete; any other sentence as it is.

    >>> [part.text for part in parts_by_number(PlainText("Plan: 1) stop aspirin; 2) repeat the scan.", 0))]
    ['Stop aspirin', 'Repeat the scan.']
    >>> [part.text for part in parts_by_number(PlainText("The options are: (1) surgery; (2) rest.", 0))]
    ['The options are surgery', 'The options are rest.']
    """
    text = plain.text
    if len(text) > _LONGEST or "2)" not in text:
        return [plain]
    first = _FIRST.match(text)
    start = first.end() if first is not None else 0
    numbers = list(_NUMBER.finditer(text, start))
    if not numbers or [match["number"] for match in numbers] != [str(i + 2) for i in range(len(numbers))]:
        return [plain]
    starts = [start, *[match.end() for match in numbers]]
    ends = [*[match.start() for match in numbers], len(text)]
    items = [cut(plain, a, b) for a, b in zip(starts, ends, strict=True)]
    whole: list[PlainText] = []
    if first is not None and first["label"] is not None and is_lead_in(first["label"]):
        lead = cut(plain, 0, first.end("label"))
        whole = [made for item in items if (made := complete(lead, item)) is not None]
    return whole if len(whole) == len(items) else [_capital(item) for item in items]


def _capital(plain: PlainText) -> PlainText:
    return PlainText(plain.text[:1].upper() + plain.text[1:], plain.start, offsets_of(plain))
