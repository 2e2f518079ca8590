"""A regular expression that disregards case, searched in lower case where the text is ASCII: several times as fast.

The engine passes over a wrong branch of an alternation at its first letter only where case matters.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

from reasonscore.span import Piece

_TOKEN = re.compile(r"\\.|\(\?P[<=]|[A-Z]+", re.S)
# Beside ASCII, marks that have no case of their own.
_CASELESS = re.compile(r"[\x00-\x7f°±·×–—…→≤≥]*+")


class Found:
    """A match, read as `re.Match` is, in the text's own letters.

    Args:
        text: The text.
        match: Where the expression stands in it, or in its lower case.
    """

    __slots__ = ("_match", "_text", "end", "span", "start")

    def __init__(self, text: str, match: re.Match[str]) -> None:
        self._text = text
        self._match = match
        self.start = match.start
        self.end = match.end
        self.span = match.span

    def group(self, key: int | str = 0) -> str:
        """The words of a group; empty where it took no part."""
        start, end = self._match.span(key)
        return self._text[start:end]

    def __getitem__(self, key: int | str) -> Any:
        """The words of a group; None where it took no part, untyped as in `re.Match`."""
        start, end = self._match.span(key)
        return self._text[start:end] if start >= 0 else None


class Expression:
    r"""A compiled expression with the matches of `re.compile(source, re.I)`.

    Args:
        source: The expression.
        flags: Flags beside `re.I`.

    >>> Expression(r"\b(?:may|might)\b").search("It MAY spread").group()
    'MAY'
    >>> Expression(r"(?P<unit>[a-zå]+)/l").search("5 ÅMOL/L")["unit"]
    'ÅMOL'
    """

    __slots__ = ("_any", "_flags", "_lower", "_source")

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags
        self._lower = re.compile(_lowered(source), flags)
        self._any: re.Pattern[str] | None = None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> Found | None:
        """The first match in the text."""
        expression, read = self._reading(text)
        match = expression.search(read, start, end)
        return None if match is None else Found(text, match)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> Found | None:
        """The match that begins at `start`."""
        expression, read = self._reading(text)
        match = expression.match(read, start, end)
        return None if match is None else Found(text, match)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Found]:
        """Every match in order."""
        expression, read = self._reading(text)
        for match in expression.finditer(read, start, end):
            yield Found(text, match)

    def found(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """True where the text holds a match."""
        if text.isascii():
            return self._lower.search(text.lower(), start, end) is not None
        expression, read = self._reading(text)
        return expression.search(read, start, end) is not None

    def opens(self, text: str, start: int = 0) -> bool:
        """True where a match begins at `start`."""
        expression, read = self._reading(text)
        return expression.match(read, start) is not None

    def spans(self, text: str) -> list[Piece]:
        """Where the matches stand, in order."""
        expression, read = self._reading(text)
        return [match.span() for match in expression.finditer(read)]

    def _reading(self, text: str) -> tuple[re.Pattern[str], str]:
        """The expression to use on a text, and the form of the text to use it on."""
        if text.isascii() or _CASELESS.fullmatch(text):
            return self._lower, text.lower()
        if self._any is None:
            self._any = re.compile(self._source, self._flags | re.I)
        return self._any, text


def _lowered(source: str) -> str:
    r"""The expression for text in lower case.

    >>> _lowered(r"(?P<Na>Na|K\W|[A-Z])")
    '(?P<Na>na|k\\W|[a-z])'
    """
    out, position = [], 0
    for match in _TOKEN.finditer(source):
        if match.start() < position:
            continue
        out.append(source[position : match.start()])
        position = match.end()
        if match.group().startswith("(?P"):
            position = source.find(">" if match.group().endswith("<") else ")", match.end())
            out.append(source[match.start() : position])
        else:
            out.append(match.group() if match.group().startswith("\\") else match.group().lower())
    return "".join(out) + source[position:]
