"""Reasoning steps of a text: tagged, named, numbered, bulleted, paragraphs or lines, whichever the text itself uses.

Source: the order follows the step parser of MedR-Bench (tags, blank lines, lines); numbered statements are split only
where the numbers run 1..n, the safe rule for MedCaseReasoning's reasoning strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reasonscore.span import Piece, trim
from reasonscore.trace.line import lines, paragraphs
from reasonscore.trace.trace import Step

_TAG = re.compile(r"<\s?/?\s?step\b[^<>\n]{0,40}>|\[step\s{0,2}\d{1,3}\]", re.IGNORECASE)
_NAMED = re.compile(
    r"^[ \t]{0,8}(?:#{1,6}[ \t]?)?[*_\[【(]{0,3}"
    r"(?:(?:reasoning |thought )?step|paso|étape|etapa|passo|pasul|步骤|第|ステップ|schritt)[ \t]{0,2}"
    r"(?P<n>\d{1,4}|[一二三四五六七八九十]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)[ \t]?步?"
    r"[\]】)]?[*_]{0,3}[ \t]?(?:[:：.)、\-–—]|$)[*_]{0,3}",
    re.IGNORECASE | re.MULTILINE,
)
_NAMED_INLINE = re.compile(r"(?:^|(?<=[.;!?\s]))[*_]{0,2}step (?P<n>\d{1,3})[*_]{0,2}[:.)][*_]{0,2}\s", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^(?P<indent>[ \t]{0,12})[*_(（]{0,3}(?P<n>\d{1,6})[.)）、．](?:[*_]{1,3})?(?=[ \t*_]|[^\x00-\x7f])[ \t]*",
    re.MULTILINE,
)
_CIRCLED = re.compile(r"^(?P<indent>[ \t]{0,12})(?P<n>[①-⑳])[ \t]*", re.MULTILINE)
_NUMBERED_INLINE = re.compile(r"(?:^|(?<=[.;:!?\"”'\])\s]))\(?(?P<n>\d{1,3})[.)] (?=\S)")
_BULLET = re.compile(r"^(?P<indent>[ \t]{0,12})(?:[*+\-–—][ \t]+|[•‣◦▪●·∙][ \t]*)(?=\S)", re.MULTILINE)
_HEADING_ONLY = re.compile(r"\s*(?:#{1,6}[ \t][^\n]{0,120}|\*\*[^*\n]{1,100}\*\*[:：]?|[-*_=]{3,80})\s*\Z")
_LABEL_LONGEST = 100
_SMALLEST_SHARE = 0.6


class Split(NamedTuple):
    """Steps as pieces of the text, and the name of the style that marks them."""

    style: str
    pieces: list[Piece]


def split_steps(text: str) -> tuple[Step, ...]:
    r"""The steps of a text, each with its span in it; empty for a text without words.

    >>> [step.text for step in split_steps("1. Fever for 3 days.\n2. New murmur.\n3. Endocarditis is likely.")]
    ['Fever for 3 days.', 'New murmur.', 'Endocarditis is likely.']
    >>> [step.text for step in split_steps("<step 1> Fever. <step 2> Murmur.")]
    ['Fever.', 'Murmur.']
    >>> len(split_steps("2. Only the second point stands here."))
    1
    """
    return tuple(Step(text[start:end], ((start, end),)) for start, end in split(text, (0, len(text))).pieces)


def split(text: str, piece: Piece) -> Split:
    """The steps of `text[start:end]`, by the first style that fits."""
    if not any(c.isalnum() for c in text[slice(*piece)]):
        return Split("plain", [])
    for style, find in _STYLES:
        found = find(text, piece)
        if found is not None:
            return Split(style, _solid(text, found))
    return Split("plain", _solid(text, [piece]))


def _solid(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Trimmed pieces that say something: no empty ones, rules, lone headings."""
    kept = []
    for one in pieces:
        start, end = trim(text, *one)
        if any(c.isalnum() for c in text[start : min(end, start + 200)]) and not _is_heading(text, start, end):
            kept.append((start, end))
    return kept or [trim(text, *one) for one in pieces if trim(text, *one)[0] < trim(text, *one)[1]]


def _is_heading(text: str, start: int, end: int) -> bool:
    return end - start <= 130 and _HEADING_ONLY.match(text, start, end) is not None


def _tagged(text: str, piece: Piece) -> list[Piece] | None:
    found = [one.span() for one in _TAG.finditer(text, *piece)]
    return _between(text, piece, found) if found else None


def _named(text: str, piece: Piece) -> list[Piece] | None:
    found = [one.span() for one in _NAMED.finditer(text, *piece)]
    if len(found) >= 2:
        return _between(text, piece, found)
    inline = _sequence(text, piece, _NAMED_INLINE)
    if inline is None and found and _is_start(text, piece, found[0][0]):
        return _between(text, piece, found)
    return inline


def _numbered(text: str, piece: Piece) -> list[Piece] | None:
    for pattern in (_NUMBERED, _CIRCLED):
        found = [
            (one.span(), _number(one["n"]), len(one["indent"].expandtabs(4))) for one in pattern.finditer(text, *piece)
        ]
        if not found:
            continue
        least = min(indent for _, _, indent in found)
        top = [(span, number) for span, number, indent in found if indent <= least + 1]
        if [number for _, number in top] == list(range(1, len(top) + 1)) and len(top) >= 2:
            spans = [span for span, _ in top]
            return _listed(text, piece, spans, leads=_is_start(text, piece, spans[0][0]))
    return _sequence(text, piece, _NUMBERED_INLINE)


def _bulleted(text: str, piece: Piece) -> list[Piece] | None:
    found = [(one.span(), len(one["indent"].expandtabs(4))) for one in _BULLET.finditer(text, *piece)]
    if len(found) < 2:
        return None
    least = min(indent for _, indent in found)
    spans = [span for span, indent in found if indent <= least + 1]
    return _listed(text, piece, spans, leads=spans[0][0] <= trim(text, *piece)[0])


def _paragraphs(text: str, piece: Piece) -> list[Piece] | None:
    found = paragraphs(text, *piece)
    return found if len(found) >= 2 else None


def _lines(text: str, piece: Piece) -> list[Piece] | None:
    found = [trim(text, *one) for one in lines(text, *piece)]
    found = [one for one in found if one[0] < one[1]]
    return found if len(found) >= 2 else None


def _sequence(text: str, piece: Piece, pattern: re.Pattern[str]) -> list[Piece] | None:
    """Markers inside running text, taken only where they count 1..n from the start."""
    found = list(pattern.finditer(text, *piece))
    numbers = [_number(one["n"]) for one in found]
    if len(found) < 2 or numbers != list(range(1, len(found) + 1)) or not _is_start(text, piece, found[0].start()):
        return None
    return _between(text, piece, [one.span() for one in found])


def _between(text: str, piece: Piece, marks: Sequence[Piece]) -> list[Piece]:
    """What follows each mark up to the next one; what stands before the first is a step unless it is a label."""
    starts = [mark[0] for mark in marks[1:]] + [piece[1]]
    found = [(mark[1], stop) for mark, stop in zip(marks, starts, strict=True)]
    return found if _is_start(text, piece, marks[0][0]) else [(piece[0], marks[0][0]), *found]


def _listed(text: str, piece: Piece, marks: Sequence[Piece], *, leads: bool) -> list[Piece] | None:
    """List items and the paragraphs after them; None for a list that neither leads the text nor makes most of it."""
    found = _between(text, piece, marks)
    last = found[-1]
    tail = _after_list(text, last)
    found[-1] = (last[0], tail)
    share = (tail - marks[0][0]) / max(1, len(text[slice(*piece)].strip()))
    if share < _SMALLEST_SHARE and not leads:
        return None
    return [*found, *paragraphs(text, tail, last[1])]


def _after_list(text: str, item: Piece) -> int:
    """Where the last item ends: before the first paragraph that is not indented below it."""
    blocks = paragraphs(text, *item)
    for start, _ in blocks[1:]:
        line = text.rfind("\n", item[0], start) + 1
        if start - line < 2:
            return start
    return item[1]


def _is_start(text: str, piece: Piece, at: int) -> bool:
    """Nothing but white space or a label that ends with a colon stands before."""
    before = text[piece[0] : min(at, piece[0] + 2 * _LABEL_LONGEST)].strip().strip("*#_ ")
    return at - piece[0] <= 2 * _LABEL_LONGEST and (
        not before or (len(before) <= _LABEL_LONGEST and before[-1] in ":：")
    )


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return ord(word) - ord("①") + 1


_STYLES: tuple[tuple[str, Callable[[str, Piece], list[Piece] | None]], ...] = (
    ("step_tags", _tagged),
    ("named_steps", _named),
    ("numbered", _numbered),
    ("bulleted", _bulleted),
    ("paragraphs", _paragraphs),
    ("lines", _lines),
)
