"""A regular expression that disregards case, searched in lower case where the text is ASCII: several times as fast.

The engine passes over a wrong branch of an alternation at its first letter only where case matters.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from reasonscore.decompose.search.expression_wording import opens_text, sure_words
from reasonscore.decompose.search.trigger import Triggers, read_triggers
from reasonscore.decompose.search.word_bits import WORD_BITS
from reasonscore.decompose.search.word_index import is_plain, word_index
from reasonscore.span import Piece

_TOKEN = re.compile(r"\\.|\(\?P[<=]|[A-Z]+", re.S)
_RARE = 30
_LETTERS_PER_SEARCH = 20
"""Searches after which it pays to read the source of an expression, more for a long one: a short run is over before."""


class Found:
    """A match, read as `re.Match` is, in the text's own letters.

    Args:
        text: The text.
        match: Where the expression stands in it, or in its lower case.
    """

    __slots__ = ("_match", "_text")

    def __init__(self, text: str, match: re.Match[str]) -> None:
        self._text = text
        self._match = match

    def start(self, key: int | str = 0) -> int:
        """Where a group begins; -1 where it took no part."""
        return self._match.start(key)

    def end(self, key: int | str = 0) -> int:
        """Where a group ends; -1 where it took no part."""
        return self._match.end(key)

    def span(self, key: int | str = 0) -> Piece:
        """Where a group stands; (-1, -1) where it took no part."""
        return self._match.span(key)

    def group(self, key: int | str = 0) -> str:
        """The words of a group; empty where it took no part."""
        start, end = self._match.span(key)
        return self._text[start:end]

    def groupdict(self) -> dict[str, str | None]:
        """The words of the named groups; None where one took no part."""
        return {name: self[name] for name in self._match.re.groupindex}

    @property
    def lastgroup(self) -> str | None:
        """The name of the last group that took part."""
        return self._match.lastgroup

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
    >>> Expression(r"left|(?-i:OS)\b").found("Drops os"), Expression(r"left|(?-i:OS)\b").found("Drops OS")
    (False, True)
    """

    __slots__ = (
        "_any",
        "_asked",
        "_bits",
        "_flags",
        "_has_case",
        "_is_read",
        "_lower",
        "_opens_text",
        "_source",
        "_sure",
        "_triggers",
    )

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags
        self._lower = re.compile(lowered(source), flags)
        # Letters that a part asks for as they stand are gone in lower case.
        self._has_case = "(?-i:" in source
        self._any: re.Pattern[str] | None = None
        self._triggers: Triggers | None = None
        self._is_read = False
        self._asked = 0
        self._bits = 0
        self._sure: frozenset[str] = frozenset()
        self._opens_text = False

    @property
    def source(self) -> str:
        """The expression as it was given."""
        return self._source

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> Found | None:
        """The first match in the text."""
        for match in self._matches(text, start, end):
            return Found(text, match)
        return None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> Found | None:
        """The match that begins at `start`."""
        expression, read = self._reading(text)
        match = expression.match(read, start, end)
        return None if match is None else Found(text, match)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Found]:
        """Every match in order."""
        return map(partial(Found, text), self._matches(text, start, end))

    def lacks_words(self, text: str) -> bool:
        """True where the text holds none of the words without which there is no match; else a search will tell."""
        if not self._bits:
            return False
        index = word_index(text)
        return index is not None and bool(self._bits & ~index.bits())

    def found(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """True where the text holds a match."""
        index = word_index(text)
        if index is None:
            return self._insensitive().search(text, start, end) is not None
        triggers = self._triggers if self._is_read else self._read()
        needed = self._bits
        if needed and needed & ~index.bits():
            return False
        if self._has_case:
            return self._insensitive().search(text, start, end) is not None
        if self._opens_text:
            return not start and self._lower.match(index.lower, 0, end) is not None
        if triggers is None or (end != sys.maxsize and end < len(text)):
            return self._lower.search(index.lower, start, end) is not None
        if not start and index.is_even and not self._sure.isdisjoint(index.words):
            return True
        match = self._lower.match
        for at in index.starts(triggers.starts):
            if at >= start and match(index.lower, at) is not None:
                return True
        for keys in triggers.others:
            if keys is None or index.holds(keys):
                return self._lower.search(index.lower, start) is not None
        return False

    def opens(self, text: str, start: int = 0) -> bool:
        """True where a match begins at `start`."""
        expression, read = self._reading(text)
        return expression.match(read, start) is not None

    def spans(self, text: str) -> list[Piece]:
        """Where the matches stand, in order."""
        return [match.span() for match in self._matches(text, 0, sys.maxsize)]

    def _matches(self, text: str, start: int, end: int) -> Iterable[re.Match[str]]:
        """The matches in order: tried only where a word stands that can begin one, where all such words are known."""
        index = word_index(text)
        if index is None:
            return self._insensitive().finditer(text, start, end)
        triggers = self._triggers if self._is_read else self._read()
        if self._has_case:
            return () if self._bits & ~index.bits() else self._insensitive().finditer(text, start, end)
        if triggers is None or (end != sys.maxsize and end < len(text)):
            return self._lower.finditer(index.lower, start, end)
        if self._bits & ~index.bits():
            return ()
        for keys in triggers.others:
            if keys is None or index.holds(keys):
                return self._lower.finditer(index.lower, start)
        places = index.starts(triggers.starts)
        return self._begun(index.lower, places, start) if places else ()

    def _begun(self, read: str, places: list[int], position: int) -> Iterator[re.Match[str]]:
        for at in places:
            if at >= position:
                match = self._lower.match(read, at)
                if match is not None:
                    yield match
                    position = match.end()

    def _read(self) -> Triggers | None:
        self._asked += 1
        if self._asked > _RARE and self._asked * _LETTERS_PER_SEARCH > len(self._lower.pattern):
            triggers = read_triggers(self._lower.pattern)
            bits = 0 if triggers is None or triggers.needed is None else WORD_BITS.number(triggers.needed)
            # In this order: another thread that sees the triggers needs the bits.
            self._bits = bits
            self._sure = sure_words(self._lower.pattern)
            # The engine looks for the start of a text at every place of it.
            self._opens_text = not self._flags & re.M and opens_text(self._lower.pattern)
            self._triggers = triggers
            self._is_read = True
        return self._triggers

    def _reading(self, text: str) -> tuple[re.Pattern[str], str]:
        """The expression to use on a text, and the form of the text to use it on."""
        return (self._lower, text.lower()) if is_plain(text) and not self._has_case else (self._insensitive(), text)

    def _insensitive(self) -> re.Pattern[str]:
        if self._any is None:
            self._any = re.compile(self._source, self._flags | re.I)
        return self._any


def lowered(source: str) -> str:
    r"""The expression for text in lower case.

    >>> lowered(r"(?P<Na>Na|K\W|[A-Z])")
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
