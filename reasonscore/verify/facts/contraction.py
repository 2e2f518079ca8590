"""Contractions without their apostrophe, as in hasty messages, the way that a model has learned to read them."""

from __future__ import annotations

import re
from functools import lru_cache

from reasonscore.verify.facts.statement import REMEMBERED

_BARE = re.compile(
    r"\b(?:(do|does|did|is|are|was|were|has|have|had|ca|wo|could|would|should)(nt)|(I|you|they|we)(ve)|(you|they)(re)|(I)(m)|"
    r"(that|there|what)(s))\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=REMEMBERED)
def with_apostrophes(text: str) -> str:
    """The text with the apostrophes that its contractions lack; words that may be others are left alone.

    >>> with_apostrophes("Dont stop it. Its fine, youre well.")
    "Don't stop it. Its fine, you're well."
    """
    return _BARE.sub(_mended, text)


def _mended(match: re.Match[str]) -> str:
    stem, ending = (part for part in match.groups() if part is not None)
    return f"{stem}n't" if ending.lower() == "nt" else f"{stem}'{ending}"
