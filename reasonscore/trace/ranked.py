"""Ranked answers: lists, comma lists and `most likely ... also consider ...`, best first, without duplicates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from reasonscore.span import Piece, trim
from reasonscore.trace.alias import aliases
from reasonscore.trace.answer import clean
from reasonscore.trace.considered import STOP, also_considered
from reasonscore.trace.line import lines
from reasonscore.trace.name_lines import name_lines
from reasonscore.trace.name_list import SHORT_NAME, comma_list, name_of
from reasonscore.trace.phrase import abstentions
from reasonscore.trace.rated import LEVEL, MARK, confidence, confidence_before, rated_lines, shares

_ITEM = re.compile(
    r"\s{0,12}(?:#{1,6}\s)?(?:[*_(]{0,3}(?:(?:diagnosis|answer|rank|no\.?|#|tier|choice|option"
    r"|possibility|candidate|hypothesis|guess|differential|d?dx|priority)\s?)?\d{1,3}(?:[.)、:]|,(?=[A-Za-z])|\s[–—-](?=\s))"
    r"(?:[*_]{1,3})?"
    r"|\[\d{1,2}\](?=\s)|\(?[a-h][.)](?=\s)|[*_]{0,2}(?:I{1,3}|IV|VI{0,3}|IX|X)[.)](?=\s)"
    r"|[*_]{0,3}(?:primary|secondary|tertiary|quaternary)(?: diagnosis)?[*_]{0,3}\s?:[*_]{0,3}(?=\s)"
    r"|[*_]{0,3}(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)(?: most likely)?"
    r"(?: (?:choice|diagnosis|guess|possibility|differential|candidate|option"
    r"|hypothesis))?\s?[:–-](?:[*_]{1,3})?(?=\s)"
    r"|[*_]{0,3}#\d{1,2}[.):]?(?=\s)(?:[*_]{1,3})?"
    rf"|[*+\-–•‣◦▪][ \t]|[①-⑳]|[🥇🥈🥉]|\d\ufe0f?\u20e3|{MARK})\s{{0,4}}",
    re.IGNORECASE,
)
_INLINE_ITEM = re.compile(r"(?:^|(?<=[\s,;:]))\(?(?P<n>\d{1,2})[.)] ?(?=\S)")
_ORDINAL_ITEM = re.compile(
    r"(?:^|(?<=[\s.;:]))(?P<my>(?:and )?(?:my|the) )?(?:(?P<n1>first(?:ly)?)|(?P<n2>second(?:ly)?)|(?P<n3>third(?:ly)?)"
    r"|(?P<n4>fourth(?:ly)?)|(?P<n5>fifth(?:ly)?))"
    r"(?: (?:choice|possibility|candidate|consideration|thought|guess|pick|diagnosis|concern))?"
    r"(?:[,:]| is| would be|(?(my)|(?!)))\s(?=\w)",
    re.IGNORECASE,
)
_LETTERED_ITEM = re.compile(r"(?:^|(?<=[\s,;:]))\(?(?P<n>[A-Ja-j])[.)] ?(?=\S)")
_LISTED = re.compile(r"; |\s>{1,3}\s|\s/\s")
_INTRODUCES = re.compile(
    r"differential|diagnos[ei]s|\btop (?:\d|two|three|four|five|ten)|most (?:(?:to|→|->) least )?likely|\branke?d?\b"
    r"|possibilit|candidate|鉴别|鑑別",
    re.IGNORECASE,
)
_LEVELS = re.compile(rf"[(\[]{LEVEL}[)\]](?=\W{{0,3}}(?:$|\s?and\s|[,;]))", re.IGNORECASE)
_INCLUDES = re.compile(
    r"\b(?:differentials?|diagnos[ei]s|possibilities|candidates|considerations|contenders)\b[^:.,\n]{0,80}?"
    r"\b(?:includes?|comprises?|consists? of|would include|should include|contains?|encompass(?:es)?)\s(?=\w)",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"\b(?:my|the|a) (?:\w{1,12} ){0,2}(?:differential|differentials|list|top (?:three|five|\d))(?: diagnos[ei]s)?"
    r"(?:, [^:.,\n]{1,60},)? (?:is|are|would be)\s(?=\w)",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\s?(?:(?:i|we)(?: would|['’]d)? (?:put|place|rate|rank|estimate|give|assign)|my estimates? (?:is|are))\s",
    re.IGNORECASE,
)
_LONGEST_NAME = 9
_DEEPEST = 40
LONGEST_LIST = 20


class Ranked(NamedTuple):
    """A ranked list.

    Args:
        answers: Without duplicates, best first, at most `LONGEST_LIST`.
        pieces: Where they stand.
        confidences: What the text says of each, 0 to 1; None where it says nothing.
        duplicates: How many items repeated an earlier one.
        beyond_cap: How many further items were left out.
    """

    answers: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    confidences: tuple[float | None, ...] = ()
    duplicates: int = 0
    beyond_cap: int = 0


def read_list(text: str, piece: Piece, *, commas: bool = False) -> list[Piece]:
    r"""The items of a list, each cut to its name; empty where the piece is no list.

    Args:
        text: The response.
        piece: A part of it that answers.
        commas: A line without list marks is split at its commas.

    >>> text = "1. **Sarcoidosis** (70%): granulomas\n2. Tuberculosis - less likely"
    >>> [text[slice(*one)] for one in read_list(text, (0, len(text)))]
    ['Sarcoidosis', 'Tuberculosis']
    """
    start, end = trim(text, *piece)
    items: list[Piece] = []
    least: int | None = None
    for line in lines(text, start, end):
        mark = _ITEM.match(text, *line)
        if mark is None or mark.end() == line[1]:
            continue
        # The first line may begin behind its own indent.
        begins = text.rfind("\n", max(0, line[0] - _DEEPEST), line[0]) + 1 if line[0] == start else line[0]
        begins = begins if not text[begins : line[0]].strip() else line[0]
        indent = len(text[begins : line[1]]) - len(text[begins : line[1]].lstrip())
        least = indent if least is None else least
        if indent <= least + 1:
            items.append((mark.end(), line[1]))
    if len(items) < 2:
        items = _inline(text, start, end) or items
    if not items and text.startswith("[", start):
        items = [one.span(1) for one in re.finditer(r"[\"']([^\"'\n]{1,300})[\"']", text[start:end])]
        items = [(left + start, right + start) for left, right in items]
    if not items:
        stop = text.find("\n", start, end)
        line_end = stop if stop >= 0 else end
        listed = commas or _LISTED.search(text, start, min(line_end, start + 2000)) is not None
        items = comma_list(text, start, line_end) if listed else []
    return [one for one in (name_of(text, *item) for item in items) if one[0] < one[1]]


def read_one(text: str, piece: Piece) -> list[Piece]:
    """The single name on the first line of a place for several, with those that are `also considered` below it."""
    start, end = trim(text, *piece)
    stop = text.find("\n", start, end)
    name = name_of(text, start, stop if stop >= 0 else end)
    if name[0] >= name[1] or text.count(" ", *name) >= _LONGEST_NAME:
        return []
    return [name, *also_considered(text, (name[1], end))]


def read_final(text: str, piece: Piece) -> list[Piece]:
    """The items of a final part that is nothing but a list of names, alone or after a line that announces one."""
    start, end = trim(text, *piece)
    if text.startswith("[", start) and text.startswith("]", end - 1):
        return read_list(text, piece)
    first = next((line for line in lines(text, start, end) if _ITEM.match(text, *line)), None)
    if first is None:
        return read_rated(text, (start, end)) or _after_introduction(text, start, end) or name_lines(text, (start, end))
    if first[0] > start and not _INTRODUCES.search(text, start, min(first[0], start + 600)):
        return []
    items = read_list(text, (first[0], end))
    short = all(text.count(" ", *one) < _LONGEST_NAME for one in items)
    return items if len(items) >= 2 and short else []


def read_rated(text: str, piece: Piece) -> list[Piece]:
    """The names of a part whose lines are names and how sure each is, without list marks; empty for any other."""
    if any(_ITEM.match(text, *line) for line in lines(text, *piece)):
        return []
    return [name_of(text, *one) for one in rated_lines(text, *piece)]


def _after_introduction(text: str, start: int, end: int) -> list[Piece]:
    """`My top three diagnoses are: (1) a; (2) b; (3) c`, on one line."""
    stop = text.find("\n", start, end)
    if stop >= 0 and text[start:stop].rstrip(" *").endswith(":") and _INTRODUCES.search(text, start, stop):
        # One name a line, without marks.
        named = [name_of(text, *one) for one in lines(text, stop + 1, end) if trim(text, *one)[0] < trim(text, *one)[1]]
        return named if all(text.count(" ", *one) < _LONGEST_NAME for one in named) else []
    end = stop if stop >= 0 else end
    if abstentions("refusal").search(text, start, min(end, start + 200)):
        # "More information is needed before a diagnosis: duration, drugs, travel" lists what is missing.
        return []
    if _ORDINAL_ITEM.match(text, start, end):
        told = [name_of(text, *one) for one in _inline(text, start, end)]
        return told if all(text.count(" ", *one) < SHORT_NAME for one in told) else []
    colon = text.find(":", start, min(end, start + 200))
    introduced = colon >= 0 and _INTRODUCES.search(text, start, colon) is not None
    parts = text[start:end].split("; ")
    if len(parts) > 1 and not introduced and all(len(part.split()) <= SHORT_NAME for part in parts):
        return comma_list(text, *clean(text, start, end))
    listed = shares(text, start, end) > 1 or len(_LEVELS.findall(text, start, end)) > 1
    if listed or re.search(r"\s>{1,3}\s", text[start:end]):
        # What the line says before a colon announces the list.
        begins = colon + 1 if listed and colon >= 0 else start
        opinion = _OPINION.match(text, begins, end)
        return comma_list(text, *clean(text, opinion.end() if opinion else begins, end))
    verb = _INCLUDES.search(text, start, min(end, start + 200))
    if verb is not None and (colon < 0 or verb.end() <= colon):
        stopped = STOP.search(text, verb.end(), end)
        return comma_list(text, verb.end(), stopped.start() if stopped else end)
    ordered = _ORDERED.search(text, start, min(end, start + 200)) if colon < 0 else None
    if ordered is not None:
        stopped = STOP.search(text, ordered.end(), end)
        told = comma_list(text, ordered.end(), stopped.start() if stopped else end)
        return told if len(told) > 2 else []
    if not introduced:
        return []
    items = _inline(text, *trim(text, colon + 1, end)) or comma_list(text, *clean(text, colon + 1, end))
    named = [name_of(text, *one) for one in items]
    return named if all(text.count(" ", *one) < _LONGEST_NAME for one in named) else []


def rank(text: str, items: Iterable[Piece], ends: int | None = None) -> Ranked:
    """The items without duplicates, capped, with the confidence that stands after each."""
    seen: set[str] = set()
    kept: list[Piece] = []
    duplicates = beyond = 0
    ordered = list(items)
    confidences: list[float | None] = []
    for index, item in enumerate(ordered):
        keys = aliases(text[slice(*item)])
        if not keys:
            continue
        if not seen.isdisjoint(keys):
            duplicates += 1
        elif len(kept) == LONGEST_LIST:
            beyond += 1
        else:
            seen.update(keys)
            kept.append(item)
            line_end = text.find("\n", item[1])
            stop = min(line_end if line_end >= 0 else len(text), item[1] + 120)
            following = ordered[index + 1][0] if index + 1 < len(ordered) else stop
            sure = confidence(text, item[1], min(stop, max(following, item[1])))
            confidences.append(confidence_before(text, item[0]) if sure is None else sure)
    return Ranked(tuple(text[slice(*one)] for one in kept), tuple(kept), tuple(confidences), duplicates, beyond)


def _inline(text: str, start: int, end: int) -> list[Piece]:
    """`1) a, 2) b, 3) c` or `First, a. Second, b.` on one line."""
    stop = min(end, start + 4000)
    told = list(_ORDINAL_ITEM.finditer(text, start, stop))
    if len(told) > 1 and [one.lastgroup for one in told] == [f"n{number + 1}" for number in range(len(told))]:
        ends = [one.start() for one in told[1:]] + [end]
        return [clean(text, one.end(), last) for one, last in zip(told, ends, strict=True)]
    found = list(_INLINE_ITEM.finditer(text, start, stop))
    if len(found) < 2 or [int(one["n"]) for one in found] != list(range(1, len(found) + 1)):
        found = list(_LETTERED_ITEM.finditer(text, start, stop))
        if len(found) < 2 or "".join(one["n"] for one in found).upper() != "ABCDEFGHIJ"[: len(found)]:
            return []
    stops = [one.start() for one in found[1:]] + [end]
    return [clean(text, one.end(), stop) for one, stop in zip(found, stops, strict=True)]
