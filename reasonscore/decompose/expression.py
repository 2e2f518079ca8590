"""A regular expression that disregards case, searched in lower case where the text is ASCII: several times as fast.

The engine passes over a wrong branch of an alternation at its first letter only where case matters.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from reasonscore.span import Piece

_UPPER = re.compile(r"\\.|\(\?P[<=]|[A-Z]+", re.S)


class Expression:
    r"""A compiled expression with the matches of `re.compile(source, re.I)`.

    Args:
        source: The expression.
        flags: Flags beside `re.I`.

    >>> Expression(r"\b(?:may|might)\b").search("It MAY spread").group()
    'MAY'
    >>> Expression(r"(?P<unit>[A-Z]+/l)").search("5 µmol/L")["unit"]
    'mol/L'
    """

    __slots__ = ("_any", "_flags", "_lower", "_source")

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags
        self._lower = re.compile(_lowered(source), flags)
        self._any: re.Pattern[str] | None = None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in the text."""
        if not text.isascii():
            return self._exact().search(text, start, end)
        match = self._lower.search(text.lower(), start, end)
        return None if match is None else self._exact().match(text, match.start(), end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match that begins at `start`."""
        if text.isascii() and self._lower.match(text.lower(), start, end) is None:
            return None
        return self._exact().match(text, start, end)

    def found(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """True where the text holds a match."""
        if text.isascii():
            return self._lower.search(text.lower(), start, end) is not None
        return self._exact().search(text, start, end) is not None

    def opens(self, text: str, start: int = 0) -> bool:
        """True where a match begins at `start`."""
        if text.isascii():
            return self._lower.match(text.lower(), start) is not None
        return self._exact().match(text, start) is not None

    def spans(self, text: str) -> list[Piece]:
        """Where the matches stand, in order."""
        if text.isascii():
            return [match.span() for match in self._lower.finditer(text.lower())]
        return [match.span() for match in self._exact().finditer(text)]

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Every match in order."""
        if not text.isascii():
            yield from self._exact().finditer(text, start, end)
            return
        for found in self._lower.finditer(text.lower(), start, end):
            match = self._exact().match(text, found.start(), end)
            if match is not None:
                yield match

    def _exact(self) -> re.Pattern[str]:
        if self._any is None:
            self._any = re.compile(self._source, self._flags | re.I)
        return self._any


def _lowered(source: str) -> str:
    r"""The expression for text in lower case.

    >>> _lowered(r"(?P<Na>Na|K\W|[A-Z])")
    '(?P<Na>na|k\\W|[a-z])'
    """
    out, position = [], 0
    for match in _UPPER.finditer(source):
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
