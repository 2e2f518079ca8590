"""Chat template tokens (`<|im_end|>`, `</s>`, `[INST]`, `assistant<|end_header_id>`) and HTML that only formats."""

from __future__ import annotations

import re

from reasonscore.span import Piece
from reasonscore.trace.layout import Format, Layout, formats
from reasonscore.trace.trace import Region

_TOKEN = re.compile(
    r"<\|start_header_id\|?>\s?\w{1,12}\s?<\|end_header_id\|?>"
    r"|<\|im_start\|>(?:assistant|system|user|tool)?"
    r"|<start_of_turn>(?:model|user)?|<end_of_turn>|<eos>|<bos>|<pad>|</?s>"
    r"|\[/?INST\]|<</?SYS>>"
    r"|</?(?:b|strong|i|em|p|br|hr|div|span|ul|ol|li|h[1-6]|u|sub|sup|tbody|thead|table|tr|td|th)"
    r"(?:\s[a-z\-]{1,20}\s?=[^<>\n]{0,80})?\s?/?>"
    r"|~~[^~\n]{1,200}~~"
    r"|<[|｜][^\s<>|｜]{1,40}[|｜]?>",
    re.IGNORECASE,
)
_BROKEN_START = re.compile(
    r"\s{0,8}(?:(?:\|?assistant(?:<\|\w{1,20}\|?>|\b(?=\s{0,3}\n))|\|end_header_id\|?>|\|endoftext\b\|?>?)\s{0,4})+"
)


def read(text: str, piece: Piece) -> Layout | None:
    """The tokens as markup; None where there are none."""
    regions = [Region(found.span(), "markup") for found in _TOKEN.finditer(text, *piece)]
    broken = _BROKEN_START.match(text, *piece)
    if broken and broken.end() > broken.start():
        regions.append(Region(broken.span(), "markup"))
    return Layout(name="", regions=tuple(regions)) if regions else None


formats.register("special_tokens")(Format("region", 0, read))
