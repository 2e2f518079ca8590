"""Sentences by rule: clinical abbreviations, decimals, initials, list numbers and wrapped lines are not boundaries.

Used for responses and, at thousands of sentences a second, for cutting evidence into windows.
"""

from __future__ import annotations

import re
from functools import cache

from reasonscore.decompose.search.table import words_of
from reasonscore.span import Piece, trim

_BOUNDARY = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]*_]{0,4}(?:\[\^?\d{1,3}\])*+(?=\s)|\n\s*+")
_BEFORE = re.compile(r"[^\s(\[\"“'‘*_]+$")
_LIST_START = re.compile(r"(?:[-*•‣◦–—·]|\(?\d{1,3}[.)]|\(?[A-Za-z][.)]|#{1,6}|>|\|)\s|</?[A-Za-z]")
_LIST_NUMBER = re.compile(r"(?:^|\n)\s{0,8}\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})$")
_CASED = re.compile(r"(?:p[A-Z]|eGFR|mRNA|hCG|iP|c-?ANCA|p-?ANCA|dsDNA|tTG|nT-pro|hs-)")
"""Names in small letters that open a sentence."""

_WINDOW = 24
_LETTERED = frozenset(
    "vitamin vitamins hepatitis type group option options answer class stage grade appendix factor "
    "protein plan influenza choice".split()
)
_CHOSEN = re.compile(r"\b(?:answer|option|choice|pick|choose|select)\b[^.!?]{0,30}$", re.I)


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    return tuple(words_of("abbreviations", kind) for kind in ("never", "number", "maybe"))  # type: ignore[return-value]


def split_sentences(text: str) -> list[Piece]:
    """The sentences of a text, in order, as offsets; white space between them belongs to none.

    >>> text = "Dr. Lee gave 0.5 mg b.i.d. for 3 days. No fever vs. chills."
    >>> [text[a:b] for a, b in split_sentences(text)]
    ['Dr. Lee gave 0.5 mg b.i.d. for 3 days.', 'No fever vs. chills.']
    """
    pieces: list[Piece] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        at, after = match.span()
        ends = _ends_line(text, start, at, after) if text[at] == "\n" else _ends_sentence(text, start, at, after)
        if ends:
            piece = trim(text, start, after)
            if piece[0] < piece[1]:
                pieces.append(piece)
            start = after
    piece = trim(text, start, len(text))
    if piece[0] < piece[1]:
        pieces.append(piece)
    return pieces


def _ends_line(text: str, start: int, at: int, after: int) -> bool:
    if text.count("\n", at, after) > 1 or after >= len(text):
        return True
    if text[at - 1 : at] in ".!?:;" or _LIST_START.match(text, after):
        return True
    first = text[after]
    # A wrapped line goes on in lower case, or is as long as a page is wide.
    return not first.islower() and (at - max(start, text.rfind("\n", start, at)) < 60 or not first.isalnum())


def _ends_sentence(text: str, start: int, at: int, after: int) -> bool:
    following = after
    while following < len(text) and text[following].isspace():
        following += 1
    if following >= len(text):
        return True
    first = text[following]
    if "\n" in text[after:following] and _LIST_START.match(text, following):
        return True
    mark = text[at:after]
    if first.islower() and not _CASED.match(text, following):
        return False
    if mark[0] != ".":
        return True
    if len(mark) > 2 and mark.startswith("..."):
        return first.isupper()
    before = _BEFORE.search(text, max(start, at - _WINDOW), at)
    if before is None:
        return True
    word = before.group()
    low = word.lower()
    never, number, maybe = _abbreviations()
    if low in never or (low in number and first.isdigit()):
        return False
    if low in maybe:
        return first.isupper()
    if len(word) == 1 and word.isalpha():
        return _letter_ends(text, start, before.start(), first, word)
    return not (word.isdigit() and len(word) <= 3 and _LIST_NUMBER.search(text, max(0, at - 12), at))


def _letter_ends(text: str, start: int, at: int, first: str, letter: str) -> bool:
    """True where a single letter closes a sentence ("hepatitis C.") rather than opens a name ("J. Smith")."""
    if not letter.isupper() or first.isdigit():
        return not letter.isupper()
    previous = text[max(start, at - _WINDOW) : at].split()
    if not previous:
        return False
    if letter == "L" and previous[-1].replace(".", "").isdigit():
        return True  # "on 2 L. Chest clear."
    return previous[-1].lower() in _LETTERED or _CHOSEN.search(text, max(start, at - 60), at) is not None
