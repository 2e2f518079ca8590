"""Names between commas, and the name at the head of a list item."""

from __future__ import annotations

import re

from reasonscore.span import Piece
from reasonscore.trace.answer import clean
from reasonscore.trace.rated import LEVEL, TAIL

_TAIL = re.compile(
    r"\s{0,2}(?:[:：]\s|：|\s[–—-]\s|\*\*\s?[:：–—-]|[;。]|\s?[(\[](?:ICD|SNOMED|MeSH|OMIM|ORPHA|UMLS|CUI)\b"
    r"| because | due to the | given | which "
    r"| is (?:less |more |most |also )?(?:likely|probable|supported|suggested|possible)\b"
    r"|, (?:since|as|because|given|but|which|although|though)\b"
    r"|\s?[(\[](?:about |approx\. |~|p\s?=\s?)?(?:0?\.\d{1,4}[)\]]|"
    rf"\d{{1,3}}(?:\.\d{{1,4}})?\s?%|{LEVEL}|confidence|probability|score))"
    rf"|\s\||\s(?:at|with|around) (?:about |~)?\d{{1,3}}(?:\.\d)?\s?%|{TAIL}",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"[*_\"'`]{0,3}(?:name|diagnosis|condition|disease|disorder|dx|label|ddx|differential(?: diagnosis)?"
    r"|alternatives?|others?)"
    r"[*_\"'`]{0,3}\s?:[*_]{0,3}\s{1,3}(?=\S)",
    re.IGNORECASE,
)
"""What an item says that it is before its name: `- name: Gout`, `ddx: gout`."""
_SPLIT = re.compile(
    r",\s?(?:and |or |then )?|;\s?(?:and |or )?|\s(?:and|or)\s|、|，|\s(?:versus|vs\.?)\s|\s>{1,3}\s|\s[|/→]\s"
)
SHORT_NAME = 5
"""Spaces from which on a part of a sentence is hardly a name."""
_LONGEST_NAME = 8
_REACH = 2000


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


def comma_list(text: str, start: int, end: int, *, fewest: int = 2) -> list[Piece]:
    """Short parts between commas, semicolons or `and`, outside brackets."""
    parts: list[Piece] = []
    position = start
    for found in _SPLIT.finditer(text, start, min(end, start + _REACH)):
        if text.count("(", position, found.start()) > text.count(")", position, found.start()):
            continue
        parts.append((position, found.start()))
        position = found.end()
    parts.append((position, end))
    named = [one for one in (name_of(text, *part) for part in parts) if one[0] < one[1]]
    short = all(text.count(" ", *one) < _LONGEST_NAME for one in named)
    return named if len(named) >= fewest and short else []
