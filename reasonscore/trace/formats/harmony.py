"""Harmony channels: `<|channel|>analysis<|message|>...<|channel|>final<|message|>...`, with or without special tokens.

Where a decoder dropped the special tokens, what remains is `analysis...assistantfinal...`.
"""

from __future__ import annotations

import re

from reasonscore.span import Piece, trim
from reasonscore.trace.layout import Format, Layout, formats
from reasonscore.trace.trace import Region

_CHANNEL = re.compile(
    r"(?:<\|start\|>[^<>\n]{0,60})?<\|channel\|>\s?(\w{1,20})[^<>\n]{0,80}(?:<\|constrain\|>[^<>\n]{0,20})?<\|message\|>"
)
_END = re.compile(r"<\|(?:end|return|call|start)\|>")
_STRIPPED = re.compile(r"assistant(analysis|commentary|final)(?=\W|[A-Z0-9])")


def read(text: str, piece: Piece) -> Layout | None:
    """Thinking and final part by channels; None where there are none. Tool calls and their results are no claims."""
    start, end = piece
    marks = [(found.span(), found[1].lower()) for found in _CHANNEL.finditer(text, start, end)]
    if not marks:
        marks = _stripped(text, start, end)
    if not marks:
        return None
    thinking: list[Piece] = []
    final: list[Piece] = []
    regions = [Region((start, marks[0][0][0]), "markup")]
    for index, (mark, channel) in enumerate(marks):
        stop = marks[index + 1][0][0] if index + 1 < len(marks) else end
        close = _END.search(text, mark[1], stop)
        body = (mark[1], close.start() if close else stop)
        regions += [Region(mark, "markup"), Region((body[1], stop), "markup")]
        if channel == "final":
            final.append(trim(text, *body))
        elif channel == "commentary":
            regions.append(Region(body, "tool"))
        else:
            thinking.append(trim(text, *body))
    return Layout(
        name="harmony",
        thinking=tuple(one for one in thinking if one[0] < one[1]),
        final=tuple(one for one in final if one[0] < one[1]),
        regions=tuple(regions),
        unclosed=not final,
    )


def _stripped(text: str, start: int, end: int) -> list[tuple[Piece, str]]:
    left, _ = trim(text, start, end)
    if not text.startswith("analysis", left):
        return []
    later = [(found.span(), found[1]) for found in _STRIPPED.finditer(text, left, end)]
    glued = text[left + 8 : left + 9]
    if not later and not glued.isupper():
        return []
    return [((left, left + 8), "analysis"), *later]


formats.register("harmony")(Format("envelope", 10, read))
