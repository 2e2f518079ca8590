r"""The source of a lower-case expression as a tree of forms: letters stand for themselves, the rest for a few signs.

text   what a part can spell, one of a set of forms
seq    parts in a row; alt: one of them; some: one or more times; maybe: once or not at all
"""

from __future__ import annotations

import re
from typing import Any

EDGE, GAP, DIGIT, MARK, ANY = "|", " ", "0", "?", "*"
"""In a form: a place beside which no letter stands, another sign than a letter, a digit, a question mark, anything."""

Node = tuple[str, Any]

_EMPTY: Node = ("text", {""})
_UNKNOWN: Node = ("text", {ANY})
_ESCAPES = {"b": EDGE, "A": EDGE, "Z": EDGE, "s": GAP, "W": GAP, "d": DIGIT, "B": "", "n": GAP, "t": GAP, "r": GAP}
_REPEAT = re.compile(r"(?:([*+?])|\{(\d*)(,?)(\d*)\})[?+]?")
_GROUP = re.compile(r"\((?:\?(?:(?:-i)?:|>|P<\w+>|(=|!|<=|<!)))?")
_NO_WORD = re.compile(r"(?:\\w|\[[^\]^]*\\w[^\]]*\])\)")
_WRITTEN = re.compile(r"[a-z ]+(?![*+?{])")
"""Letters and spaces that stand for themselves; of those before a sign of repetition all but the last."""
_LETTERS = 8


class UnknownSourceError(Exception):
    """The source holds what this reader doesn't know."""


def parse_source(source: str) -> Node:
    r"""The tree of an expression.

    >>> parse_source(r"\bis|ar[en]")
    ('alt', [('seq', [('text', {'|'}), ('text', {'is'})]), ('seq', [...])])

    Raises:
        UnknownSourceError: Where a part is beyond this reader.
    """
    reader = _Reader(source)
    node = reader.alternatives()
    if reader.position != len(source):
        raise UnknownSourceError
    return node


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0

    def alternatives(self) -> Node:
        options = [self._sequence()]
        while self._here() == "|":
            self.position += 1
            options.append(self._sequence())
        return options[0] if len(options) == 1 else ("alt", options)

    def _here(self) -> str:
        return self.source[self.position : self.position + 1]

    def _sequence(self) -> Node:
        parts: list[Node] = []
        while self._here() not in ("", "|", ")"):
            written = _WRITTEN.match(self.source, self.position)
            if written is not None:
                self.position = written.end()
                parts.append(("text", {written.group()}))
                continue
            part = self._repeated(self._part())
            if part[0] == "seq":
                parts += part[1]
            elif part != _EMPTY:
                parts.append(part)
        return ("seq", parts)

    def _repeated(self, part: Node) -> Node:
        match = _REPEAT.match(self.source, self.position)
        if match is None:
            return part
        self.position = match.end()
        sign, least, comma, most = match.groups()
        if sign:
            least, many = {"*": ("0", True), "+": ("1", True), "?": ("0", False)}[sign]
        else:
            many = (most or "2") not in ("0", "1") if comma else least not in ("0", "1")
        if many:
            # Any number of gaps is one gap; what else is repeated may join with what follows.
            gaps = part[0] == "text" and part[1] <= {GAP, DIGIT}
            part = part if gaps else ("some", part)
        return ("maybe", part) if (least or "0") == "0" else part

    def _part(self) -> Node:
        sign = self._here()
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._class()
        self.position += 1
        if sign == "\\":
            return self._escape()
        if sign == ".":
            return _UNKNOWN
        if sign in "^$":
            return ("text", {EDGE})
        if sign in "*+?{":
            raise UnknownSourceError
        return ("text", {_spelled(sign)})

    def _escape(self) -> Node:
        sign = self._here()
        self.position += 1
        if sign in _ESCAPES:
            return ("text", {_ESCAPES[sign]})
        return _UNKNOWN if sign.isalnum() or not sign else ("text", {_spelled(sign)})

    def _group(self) -> Node:
        match = _GROUP.match(self.source, self.position)
        if match is None or self.source.startswith("?", match.end()):
            raise UnknownSourceError
        around = match[1]
        bare = around in ("!", "<!") and _NO_WORD.match(self.source, match.end())
        self.position = match.end()
        inner = self.alternatives()
        if self._here() != ")":
            raise UnknownSourceError
        self.position += 1
        if around is None:
            return inner
        # What is looked at is not consumed: it says no more than that no letter stands there.
        return ("text", {EDGE}) if bare or (around == "=" and _starts_with_gap(inner)) else _EMPTY

    def _class(self) -> Node:
        end = self.source.find("]", self.position + 2)
        while end > 0 and self.source[end - 1] == "\\" and self.source[end - 2] != "\\":
            end = self.source.find("]", end + 1)
        if end < 0:
            raise UnknownSourceError
        body = self.source[self.position + 1 : end]
        self.position = end + 1
        if body.startswith("^"):
            return _UNKNOWN
        letters = re.sub(r"\\[sdtnr]", "", body)
        if not any(sign.isalpha() for sign in letters):
            return ("text", {DIGIT}) if re.fullmatch(r"\\d|0-9|\d+", body) else ("text", {GAP})
        if letters.isalpha() and letters.isascii() and len(body) <= _LETTERS:
            return ("text", set(letters))
        return _UNKNOWN


def _spelled(sign: str) -> str:
    return sign if "a" <= sign <= "z" or sign == MARK else DIGIT if "0" <= sign <= "9" else GAP


def _starts_with_gap(node: Node) -> bool:
    """True where every wording begins with something that is no letter."""
    kind, parts = node
    if kind == "text":
        return all(form[:1] in (GAP, DIGIT, MARK, EDGE) and form for form in parts)
    if kind == "alt":
        return all(map(_starts_with_gap, parts))
    return kind == "seq" and bool(parts) and _starts_with_gap(parts[0])
