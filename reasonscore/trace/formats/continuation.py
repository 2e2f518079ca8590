"""Runaway text: a response that answers and then writes the next question of its prompt, with that one's answer."""

from __future__ import annotations

import re

from reasonscore.span import Piece
from reasonscore.trace.layout import Format, Layout, formats
from reasonscore.trace.phrase import announcements
from reasonscore.trace.trace import Region

_NEXT = re.compile(
    r"\n[ \t]{0,4}(?:#{1,6} ?|\*\*)?(?:(?:next )?question(?: \d{1,3})?|q ?\d{0,3}|human|user|### ?instruction"
    r"|instruction|问题|pregunta)(?:\*\*)?\s?[:：]",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[?？]|\n[ \t]{0,4}\(?[A-E][.):]", re.IGNORECASE)
_MARKED = re.compile(r"</(?:answer|final_answer)>|boxed\s?\{", re.IGNORECASE)


def read(text: str, piece: Piece) -> Layout | None:
    """The text from the next question on, where something was answered before it; None where there is none."""
    found = _NEXT.search(text, *piece)
    if found is None or not _ASKS.search(text, found.end(), piece[1]):
        return None
    before = (piece[0], found.start())
    if not (announcements("answer").search(text, *before) or _MARKED.search(text, *before)):
        return None
    return Layout(name="continued", regions=(Region((found.start(), piece[1]), "question"),))


formats.register("continuation")(Format("region", 40, read))
