"""Code fences: code is no claim; a fence around prose (MedR-Bench outputs stand in one) is only markup."""

from __future__ import annotations

import re

from reasonscore.span import Piece, trim
from reasonscore.trace.heading import headings
from reasonscore.trace.layout import Format, Layout, formats
from reasonscore.trace.line import lines
from reasonscore.trace.trace import Region

_FENCE = re.compile(r"(?:`{3,}|~{3,})[ \t]*([\w+#.\-]{0,20})[ \t]*$")
_PROSE = frozenset(("", "text", "txt", "plaintext", "markdown", "md"))
_DATA = frozenset(("json", "jsonl", "yaml", "xml", "html"))
_STEP = re.compile(r"<step\b|<think|<answer|step\s\d", re.IGNORECASE)
_CODE = re.compile(
    r"[{}();=]\s*$|^\s*(?:def|import|from|class|return|for|if|while|print|SELECT|var|let|const)\b.*[(:;=]"
)


def read(text: str, piece: Piece) -> Layout | None:
    """The fence lines as markup, what stands in a code fence as code; None where there is no fence."""
    regions: list[Region] = []
    opened: tuple[Piece, str] | None = None
    for line in lines(text, *piece):
        left, right = trim(text, *line)
        if text[left : left + 3] not in ("```", "~~~"):
            continue
        fence = _FENCE.match(text, left, right)
        if opened is None and fence is not None:
            opened = (left, right), fence[1].lower()
        elif opened is not None and fence is not None and not fence[1]:
            regions += _block(text, opened, (left, right))
            opened = None
    if opened is not None:
        regions += _block(text, opened, (piece[1], piece[1]))
    return Layout(name="", regions=tuple(regions)) if regions else None


def _block(text: str, opened: tuple[Piece, str], close: Piece) -> list[Region]:
    mark, language = opened
    inside = (min(mark[1] + 1, close[0]), close[0])
    marks = [Region(mark, "markup"), Region(close, "markup")]
    if language in _DATA:
        return marks
    if language in _PROSE and is_prose(text, inside):
        return marks
    return [*marks, Region(inside, "code")]


def is_prose(text: str, piece: Piece) -> bool:
    """Sentences, known headings or steps, rather than code."""
    if _STEP.search(text, *piece) or any(found.role for found in headings(text, *piece)):
        return True
    filled = [text[start:end] for start, end in lines(text, *piece) if start < end]
    code = sum(bool(_CODE.search(line[:200])) for line in filled)
    words = sum(line.count(" ") + 1 for line in filled)
    return bool(filled) and code * 4 < len(filled) and words >= 3 * len(filled)


formats.register("code_fence")(Format("region", 10, read))
