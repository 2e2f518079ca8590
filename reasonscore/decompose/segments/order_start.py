"""Orders at a place of a text, before anything is parsed: "so take it with food", ", throw the old one away"."""

from __future__ import annotations

import re

from reasonscore.decompose.search.table import words_of

_ORDER = re.compile(
    r"(?:please\s|do not\s|don't\s|never\s|always\s){0,2}([a-z]+)\s+(?!is\b|are\b|was\b|were\b)\w", re.I
)
_GOVERNED = re.compile(r"\b(?:if|when|unless|until|once|to|like|as)\s", re.I)


def is_order(text: str, at: int) -> bool:
    """True where an order begins: "so" leads to one in "it irritates the stomach, so take it with food".

    >>> is_order("so take it with food", 3), is_order("The rest is fine", 0)
    (True, False)
    """
    match = _ORDER.match(text, at)
    return match is not None and match[1].lower() in words_of("verbs", "order")


def follows_order(text: str, start: int, end: int) -> bool:
    """True where the comma at the end of a stretch stands between two orders, under no condition.

    >>> follows_order("Take one now, throw the other away", 0, 12)
    True
    """
    if not is_order(text, start):
        return False
    return text[end : end + 12].lower().startswith(", otherwise") or not _GOVERNED.search(text, start, end)


def forbids(text: str, start: int, end: int, at: int) -> bool:
    """True for an order behind a permission: "you may shower, but don't soak the wound".

    >>> forbids("you may shower, but don't soak it", 0, 14, 20)
    True
    """
    return _ALLOWED.match(text, start, end) is not None and _FORBIDDEN.match(text, at) is not None


_ALLOWED = re.compile(r"\s*you\s(?:may|can|should|could)\b", re.I)
_FORBIDDEN = re.compile(
    r"(?:don't|do not|never)\s(?!have\b|need\b|feel\b|want\b|get\b|seem\b|know\b|do\b)[a-z]+\s\w", re.I
)
