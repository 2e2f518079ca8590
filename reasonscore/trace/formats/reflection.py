"""Reflection tokens of Self-RAG and Self-BioRAG: `[Retrieve]`, `[Relevant]`, `[Fully supported]`, `[Utility:5]`."""

from __future__ import annotations

import re

from reasonscore.span import Piece
from reasonscore.trace.layout import Format, Layout, formats
from reasonscore.trace.trace import Region

_TOKEN = re.compile(
    r"\[(?:No Retrieval|Retrieval|Retrieve|Continue to Use Evidence|Continue Generation|Relevant|Irrelevant|"
    r"Fully supported|Partially supported|No support / Contradictory|No Support|Contradictory|Utility:\s?[1-5])\]",
    re.IGNORECASE,
)


def read(text: str, piece: Piece) -> Layout | None:
    """The tokens as markup; None where there are none."""
    regions = tuple(Region(found.span(), "markup") for found in _TOKEN.finditer(text, *piece))
    return Layout(name="reflection", regions=regions) if regions else None


formats.register("reflection")(Format("region", 30, read))
