"""Sentences that only name members of a class: "The following may help: rest and ice", "Among them are A and B"."""

from __future__ import annotations

import re

from reasonscore.decompose.layout.plain_text import PlainText, added, cut, joined
from reasonscore.decompose.segments.segment import has_verb

_FOLLOWING = re.compile(
    r"The following(?:\s[\w-]+){0,4}?\s(?P<said>(?:may|can|could|should|might|must|will)\s[^:;.()]{3,120}):\s+(?=\S)"
)
_AMONG = re.compile(r"(?P<class>Among\s(?:the|these|his|her|its)\s[^,;:.()]{3,80}?)\s(?P<verb>are|were)\s(?=\S)")
_DIVIDER = re.compile(r",\s(?:and\s|or\s)?|\s(?:and|or)\s")
_PLURAL = re.compile(r"[a-z]{2,}(?<!s)(?<!i)(?<!u)s(?:\s(?:of|in|with|for|to|on|from)\s.*)?$")
_MOST_WORDS = 8
_FEWEST = 3


def said_of_each(plain: PlainText) -> list[PlainText]:
    """What is said of all of them, said of each; any other sentence is left as it is.

    >>> [p.text for p in said_of_each(PlainText("The following may help: rest, ice and a bandage.", 0))]
    ['Rest may help', 'Ice may help', 'A bandage may help']
    """
    text = plain.text
    if text[:14] == "The following ":
        match = _FOLLOWING.match(text)
        members = _members(text, match.end()) if match is not None else []
        if match is None or len(members) < 2:
            return [plain]
        said = cut(plain, *match.span("said"))
        return [joined([_raised(cut(plain, a, b)), added(" "), said]) for a, b in members]
    match = _AMONG.match(text) if text[:6] == "Among " else None
    members = _members(text, match.end()) if match is not None else []
    if match is None or len(members) < _FEWEST:
        return [plain]
    among = cut(plain, *match.span("class"))
    among = PlainText(f"a{among.text[1:]}", among.start, among.offsets)
    one, many = (" is ", " are ") if match["verb"] == "are" else (" was ", " were ")
    return [
        joined([_raised(cut(plain, a, b)), added(many if _PLURAL.search(text[a:b]) else one), among])
        for a, b in members
    ]


def _members(text: str, start: int) -> list[tuple[int, int]]:
    """The members behind the colon or the verb; none where one of them says more than its name."""
    stop = len(text.rstrip(" .!"))
    members, position = [], start
    for divider in _DIVIDER.finditer(text, start, stop):
        members.append((position, divider.start()))
        position = divider.end()
    members.append((position, stop))
    short = all(a < b and len(text[a:b].split()) <= _MOST_WORDS for a, b in members)
    return members if short and not has_verb(text[start:stop]) and not set(text[start:stop]) & set(":;()") else []


def _raised(plain: PlainText) -> PlainText:
    return PlainText(plain.text[:1].upper() + plain.text[1:], plain.start, plain.offsets)
