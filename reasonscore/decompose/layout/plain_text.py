"""A sentence as a parser can read it: markup and unprintable characters removed, offsets kept."""

from __future__ import annotations

import re
from typing import NamedTuple

from reasonscore.decompose.layout.citation_mark import citation_marks
from reasonscore.span import Piece, make_span, subtract

_DROP = re.compile(
    r"\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|`+|"
    r"(?<=\])\([^\s()]{0,300}\)|[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]+|"
    # Of a long run of blanks two stay: patterns that look for a blank would try each as a start.
    r"(?<=\s\s)\s+"
)
_SAME = {ord(a): b for a, b in zip("’‘“”–—−‐‑\u00a0\u2009\u202f\t\n\r\x0b\x0c", "''\"\"-----       ", strict=False)}
_SAME[ord("—")] = "—"
_SAME[ord("–")] = "–"


class _Clean(dict[int, str]):
    """One character for one character, so that offsets hold; made on demand."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        bad = 0xD800 <= code <= 0xDFFF or code < 32 or 127 <= code < 160 or code == 0xFFFD
        self[code] = " " if bad else character
        return self[code]


_CLEAN = _Clean(_SAME)


class PlainText(NamedTuple):
    """Readable text and where each of its characters stands in the source.

    Args:
        text: What is parsed.
        offsets: Source offset of each character, -1 where a rule added it; None where `text` is a slice that starts
            at `start`.
        start: Offset of the first character.
    """

    text: str
    start: int
    offsets: tuple[int, ...] | None = None

    def source(self, start: int, end: int) -> list[Piece]:
        """Where `[start, end)` of the plain text stands in the source, in pieces around what was removed."""
        if self.offsets is None:
            return [(self.start + start, self.start + end)]
        pieces: list[Piece] = []
        for position in self.offsets[start:end]:
            if position < 0:
                continue
            if pieces and pieces[-1][1] == position:
                pieces[-1] = (pieces[-1][0], position + 1)
            else:
                pieces.append((position, position + 1))
        return pieces


def plain_text(source: str, start: int, end: int) -> PlainText:
    """The readable form of `source[start:end]`.

    >>> plain_text("**Fever** is high.", 0, 18).text
    'Fever is high.'
    """
    raw = source[start:end]
    marked = "*" in raw or "_" in raw or "`" in raw or "[" in raw or "   " in raw
    if raw.isascii() and raw.isprintable() and not marked:
        return PlainText(raw, start)
    dropped = [match.span() for match in _DROP.finditer(raw)]
    if "[" in raw or "【" in raw:
        dropped = list(make_span([*dropped, *_pointers(raw)]))
    clean = raw.translate(_CLEAN)
    if not dropped:
        return PlainText(clean, start)
    kept: list[str] = []
    offsets: list[int] = []
    position = 0
    for first, last in [*dropped, (len(raw), len(raw))]:
        kept.append(clean[position:first])
        offsets.extend(range(start + position, start + first))
        position = last
    return PlainText("".join(kept), start, tuple(offsets))


def _pointers(raw: str) -> list[Piece]:
    """The marks that point at sources, unless nothing else stands there; one that opens a sentence takes its blank."""
    marks = citation_marks(raw)
    if not any(c.isalnum() for a, b in subtract(0, len(raw), marks) for c in raw[a:b]):
        return []
    return [(a, b + 1) if not raw[:a].strip() and raw[b : b + 1] == " " else (a, b) for a, b in marks]


def offsets_of(plain: PlainText) -> tuple[int, ...]:
    """The source offset of each character."""
    return plain.offsets or tuple(range(plain.start, plain.start + len(plain.text)))


def cut(plain: PlainText, start: int, end: int | None = None) -> PlainText:
    """A stretch of the text."""
    stop = len(plain.text) if end is None else end
    if start == 0 and stop == len(plain.text):
        return plain
    return PlainText(plain.text[start:stop], plain.start, offsets_of(plain)[start:stop])


def added(words: str) -> PlainText:
    """Words that the source does not have."""
    return PlainText(words, 0, (-1,) * len(words))


def joined(parts: list[PlainText]) -> PlainText:
    """The parts one behind the other."""
    text = "".join(part.text for part in parts)
    return PlainText(text, parts[0].start, tuple(offset for part in parts for offset in offsets_of(part)))
