"""Ranked answers: lists, comma lists and `most likely ... also consider ...`, best first, without duplicates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from reasonscore.span import Piece, trim
from reasonscore.trace.answer import clean
from reasonscore.trace.line import lines
from reasonscore.trace.option_mention import normal
from reasonscore.trace.phrase import cues

_ITEM = re.compile(
    r"\s{0,12}(?:#{1,6}\s)?(?:[*_(]{0,3}(?:(?:diagnosis|answer|rank|no\.?|#)\s?)?\d{1,3}[.)、:](?:[*_]{1,3})?"
    r"|\(?[a-h][.)](?=\s)|[*_]{0,2}(?:I{1,3}|IV|VI{0,3}|IX|X)[.)](?=\s)"
    r"|[*_]{0,3}(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)(?: most likely)?"
    r"(?: (?:choice|diagnosis|guess|possibility|differential|candidate|option"
    r"|hypothesis))?\s?[:–-](?:[*_]{1,3})?(?=\s)"
    r"|[*_]{0,3}#\d{1,2}[.):]?(?=\s)(?:[*_]{1,3})?"
    r"|[*+\-–•‣◦▪][ \t]|[①-⑳])\s{0,4}",
    re.IGNORECASE,
)
_INLINE_ITEM = re.compile(r"(?:^|(?<=[\s,;:]))\(?(?P<n>\d{1,2})[.)] ?(?=\S)")
_LETTERED_ITEM = re.compile(r"(?:^|(?<=[\s,;:]))\(?(?P<n>[A-Ja-j])[.)] ?(?=\S)")
_LEVEL = r"(?:very |most |least |more |less )?(?:high|low|moderate|likely|probable|possible|unlikely|medium)"
_TAIL = re.compile(
    r"\s{0,2}(?:[:：]\s|\s[–—-]\s|\*\*\s?[:：–—-]|[;。]| because | due to the | given | which "
    r"| is (?:less |more |most |also )?(?:likely|supported|suggested)"
    r"|\s?[(\[](?:about |approx\. |~|p\s?=\s?)?(?:0?\.\d{1,4}[)\]]|"
    rf"\d{{1,3}}(?:\.\d{{1,4}})?\s?%|{_LEVEL}|confidence|probability|score))",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(
    r"(\d{1,3}(?:\.\d{1,4})?)\s?%|(?:confidence|probability|score|prob)\W{1,4}(0?\.\d{1,4}|1\.0"
    r"|1(?!\d))",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"[*_\"'`]{0,3}(?:name|diagnosis|condition|disease|disorder|dx|label|ddx|differential(?: diagnosis)?"
    r"|alternatives?|others?)"
    r"[*_\"'`]{0,3}\s?:[*_]{0,3}\s{1,3}(?=\S)",
    re.IGNORECASE,
)
"""What an item says that it is before its name: `- name: Gout`, `ddx: gout`."""
_SPLIT = re.compile(r",\s?(?:and |or |then )?|;\s?(?:and |or )?|\s(?:and|or)\s|、|，|\s>{1,3}\s|\s\|\s")
_LISTED = re.compile(r"; |\s>{1,3}\s")
_INTRODUCES = re.compile(
    r"differential|diagnos[ei]s|\btop (?:\d|two|three|four|five|ten)|most (?:to least )?likely|\branke?d?\b"
    r"|possibilit|candidate|鉴别|鑑別",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\([~≈]?\d{1,3}(?:\.\d{1,2})?\s?%\)")
_INCLUDES = re.compile(
    r"\b(?:differentials?|diagnos[ei]s|possibilities|candidates|considerations|contenders)\b[^:.,\n]{0,40}?"
    r"\b(?:includes?|comprises?|consists? of|would include|should include|contains?|encompass(?:es)?)\s(?=\w)",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?](?:\s|$)|\n")
_LONGEST_NAME = 9
_SHORT_NAME = 5
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
        items = _comma_list(text, start, line_end) if listed else []
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
        return _after_introduction(text, start, end)
    if first[0] > start and not _INTRODUCES.search(text, start, min(first[0], start + 600)):
        return []
    items = read_list(text, (first[0], end))
    short = all(text.count(" ", *one) < _LONGEST_NAME for one in items)
    return items if len(items) >= 2 and short else []


def _after_introduction(text: str, start: int, end: int) -> list[Piece]:
    """`My top three diagnoses are: (1) a; (2) b; (3) c`, on one line."""
    stop = text.find("\n", start, end)
    if stop >= 0 and text[start:stop].rstrip(" *").endswith(":") and _INTRODUCES.search(text, start, stop):
        # One name a line, without marks.
        named = [name_of(text, *one) for one in lines(text, stop + 1, end) if trim(text, *one)[0] < trim(text, *one)[1]]
        return named if all(text.count(" ", *one) < _LONGEST_NAME for one in named) else []
    end = stop if stop >= 0 else end
    parts = text[start:end].split("; ")
    if len(parts) > 1 and all(len(part.split()) <= _SHORT_NAME for part in parts):
        return _comma_list(text, *clean(text, start, end))
    if re.search(r"\s>{1,3}\s", text[start:end]) or len(_SHARE.findall(text[start:end])) > 1:
        return _comma_list(text, *clean(text, start, end))
    colon = text.find(":", start, min(end, start + 200))
    verb = _INCLUDES.search(text, start, min(end, start + 200))
    if verb is not None and (colon < 0 or verb.end() <= colon):
        stopped = _STOP.search(text, verb.end(), end)
        return _comma_list(text, verb.end(), stopped.start() if stopped else end)
    if colon < 0 or not _INTRODUCES.search(text, start, colon):
        return []
    items = _inline(text, *trim(text, colon + 1, end)) or _comma_list(text, *clean(text, colon + 1, end))
    named = [name_of(text, *one) for one in items]
    return named if all(text.count(" ", *one) < _LONGEST_NAME for one in named) else []


def name_of(text: str, start: int, end: int) -> Piece:
    """The name at the head of a list item, without reasons, confidences and marks."""
    start, end = clean(text, start, end)
    label = _LABEL.match(text, start, end)
    start, end = clean(text, label.end() if label else start, end)
    bold = text.find("**", start + 1, end)
    if bold > 0 and text[max(0, start - 2) : start] == "**":
        start, end = clean(text, start, bold)
    tail = _TAIL.search(text, start, end)
    if tail is not None and tail.start() > start:
        end = tail.start()
    return clean(text, start, end)


def rank(text: str, items: Iterable[Piece], ends: int | None = None) -> Ranked:
    """The items without duplicates, capped, with the confidence that stands after each."""
    seen: dict[str, int] = {}
    kept: list[Piece] = []
    duplicates = beyond = 0
    ordered = list(items)
    confidences: list[float | None] = []
    for index, item in enumerate(ordered):
        key = normal(text[slice(*item)])
        if not key:
            continue
        if key in seen:
            duplicates += 1
        elif len(kept) == LONGEST_LIST:
            beyond += 1
        else:
            seen[key] = len(kept)
            kept.append(item)
            line_end = text.find("\n", item[1])
            stop = min(line_end if line_end >= 0 else len(text), item[1] + 120)
            following = ordered[index + 1][0] if index + 1 < len(ordered) else stop
            confidences.append(_confidence(text, item[1], min(stop, max(following, item[1]))))
    return Ranked(tuple(text[slice(*one)] for one in kept), tuple(kept), tuple(confidences), duplicates, beyond)


def also_considered(text: str, piece: Piece) -> list[Piece]:
    """The diagnoses after `also consider`, `followed by`, `other possibilities include`."""
    items: list[Piece] = []
    known = list(cues("considers_also").finditer(text, *piece))
    for index, found in enumerate(known):
        following = known[index + 1].start() if index + 1 < len(known) else piece[1]
        limit = max(found.end(), min(following, found.end() + 400))
        stop = _STOP.search(text, found.end(), limit)
        items += _comma_list(text, found.end(), stop.start() if stop else limit, fewest=1)
    return items


def _inline(text: str, start: int, end: int) -> list[Piece]:
    """`1) a, 2) b, 3) c` on one line."""
    stop = min(end, start + 4000)
    found = list(_INLINE_ITEM.finditer(text, start, stop))
    if len(found) < 2 or [int(one["n"]) for one in found] != list(range(1, len(found) + 1)):
        found = list(_LETTERED_ITEM.finditer(text, start, stop))
        if len(found) < 2 or "".join(one["n"] for one in found).upper() != "ABCDEFGHIJ"[: len(found)]:
            return []
    stops = [one.start() for one in found[1:]] + [end]
    return [clean(text, one.end(), stop) for one, stop in zip(found, stops, strict=True)]


def _comma_list(text: str, start: int, end: int, *, fewest: int = 2) -> list[Piece]:
    """Short parts between commas, semicolons or `and`, outside brackets."""
    parts: list[Piece] = []
    position = start
    for found in _SPLIT.finditer(text, start, min(end, start + 2000)):
        if text.count("(", position, found.start()) > text.count(")", position, found.start()):
            continue
        parts.append((position, found.start()))
        position = found.end()
    parts.append((position, end))
    named = [one for one in (name_of(text, *part) for part in parts) if one[0] < one[1]]
    short = all(text.count(" ", *one) < 8 for one in named)
    return named if len(named) >= fewest and short else []


def _confidence(text: str, start: int, end: int) -> float | None:
    found = _CONFIDENCE.search(text, start, end)
    if found is None:
        return None
    value = float(found[1]) / 100 if found[1] else float(found[2])
    return value if 0 <= value <= 1 else None
