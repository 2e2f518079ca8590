"""Labelled lines of a note, "Plan: CT head, LP if it is normal", as one line for each of their items."""

from __future__ import annotations

import re

from reasonscore.decompose.layout.plain_text import PlainText, added, cut, joined
from reasonscore.decompose.search.table import words_of
from reasonscore.decompose.segments.label import has_label_mark
from reasonscore.decompose.segments.segment import has_verb

_LONGEST = 400
_MOST_WORDS = 11
_LABEL = re.compile(r"(?P<label>[A-Z][\w/&+' -]{1,40}?)(?P<mark>\s?:\s+|\s+[-–—]\s+)(?=[\w?+~<>])")
_DIVIDER = re.compile(r"[()]|[,;](?=\s|$)\s*(?:(?:and|plus|then)\s)?")
_GRADED = re.compile(r"(?:[1-4]\+|trace|large|moderate|small)\s[a-z]", re.I)
"""What a dipstick shows: "2+ protein"."""

_CONDITION = re.compile(r"\s(?:if|unless|once|until|when|after|before)\s.*", re.I)
_BAD_START = re.compile(
    r"(?:which|who|that|because|since|as|but|or|although|though|so|with|without|including|such|especially|given|"
    r"particularly|e\.g|i\.e|then|where|when|while|if|unless|despite|due|secondary|likely|probably|possibly)\b",
    re.I,
)
_PATIENT = re.compile(
    r"(?:denies|lives|works|smokes|drinks|reports|takes|has|had|is|was|presents?|presented|the\s(?:patient|pt))\b", re.I
)


def itemise(plain: PlainText) -> list[PlainText]:
    """The items of a labelled line without verbs, each for itself; any other line is left as it is.

    What a film or a trace shows is said with its name: "CXR: effusion, no collapse" is what the CXR shows.

    >>> [part.text for part in itemise(PlainText("Plan: CT head, LP if it is normal.", 0))]
    ['Plan: CT head', 'LP if it is normal.']
    >>> [part.text for part in itemise(PlainText("CXR: effusion, no collapse.", 0))]
    ['CXR shows effusion', 'CXR shows no collapse.']
    """
    text = plain.text
    if len(text) > _LONGEST or not text[:1].isupper():
        return [plain]
    label = _LABEL.match(text) if has_label_mark(text) else None
    if label is None:
        return _semicolons(plain)
    name = label["label"].strip().lower()
    graded = name in words_of("notes", "specimen") and _GRADED.match(text, label.end()) is not None
    shown = graded or name in words_of("notes", "study")
    if not shown and name not in words_of("notes", "items"):
        return [plain]
    pieces = _pieces(text, label.end())
    if shown:
        if not all(_plain(text[a:b]) for a, b in pieces):
            return [plain]
        verb = added(" show " if name.endswith("s") and not name.endswith("us") else " shows ")
        return [joined([cut(plain, 0, label.end("label")), verb, cut(plain, a, b)]) for a, b in pieces]
    ordered = name in words_of("notes", "plan")
    pieces = _with_objects(text, pieces) if ordered else pieces
    first = text[slice(*pieces[0])] if pieces else ""
    if (
        len(pieces) < 2
        or not (_plain(first) or _LOOKING.match(first))
        or not all(_plain(text[a:b]) for a, b in pieces[1:])
    ):
        return [plain]
    return [cut(plain, 0, pieces[0][1]), *[cut(plain, a, b) for a, b in pieces[1:]]]


def _semicolons(plain: PlainText) -> list[PlainText]:
    """The parts of a line without a verb that semicolons divide: "Anuria; severe hepatic impairment; pregnancy"."""
    text = plain.text
    if (
        ";" not in text
        or text.count(";") < _SEVERAL
        or has_verb(text)
        or any(map(str.isdigit, text))
        or "(" in text
        or ":" in text
    ):
        return [plain]
    pieces, position = [], 0
    while position < len(text):
        mark = text.find(";", position)
        stop = len(text) if mark < 0 else mark
        first = position + len(text[position:stop]) - len(text[position:stop].lstrip())
        if first < stop:
            pieces.append((first, stop))
        position = stop + 1
    return [cut(plain, a, b) for a, b in pieces]


def _pieces(text: str, start: int) -> list[tuple[int, int]]:
    """The stretches between the commas and semicolons outside brackets."""
    pieces, position, depth = [], start, 0
    for match in _DIVIDER.finditer(text, start):
        mark = match[0][0]
        if mark in "()":
            depth = max(0, depth + (1 if mark == "(" else -1))
        elif not depth:
            pieces.append((position, match.start()))
            position = match.end()
    pieces.append((position, len(text)))
    return [(a, b) for a, b in pieces if text[a:b].strip(" .")]


def _plain(item: str) -> bool:
    """True for an item without a verb of its own; a condition may have one."""
    bare = _CONDITION.sub("", item)
    if not bare.strip(" .") or len(item.split()) > _MOST_WORDS or _BAD_START.match(item) or _PATIENT.match(item):
        return False
    return ":" not in item and (not has_verb(bare) or bare.split()[0].lower() in words_of("verbs", "order"))


def _with_objects(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The items, what one order is about kept together: "check FBC, U&E and CRP"."""
    out: list[tuple[int, int]] = []
    for a, b in pieces:
        before = text[slice(*out[-1])].split() if out else []
        item = text[a:b].split()
        orders = item[0].lower() in words_of("verbs", "order")
        open_list = len(before) > 1 and before[0].lower() in words_of("verbs", "order")
        if open_list and not orders and len(item) <= _FEW and not _CONDITION.search(text[slice(*out[-1])]):
            out[-1] = (out[-1][0], b)
            continue
        out.append((a, b))
    return out


_FEW = 4
_SEVERAL = 2
_LOOKING = re.compile(r"(?:looks|appears|seems)\s[^,;]{3,40}$", re.I)
