"""Bold labels of list items before a dash: "**Bleeding risk** - aspirin doubles the risk" states what follows."""

from __future__ import annotations

import re

from reasonscore.decompose.layout.described import describe
from reasonscore.decompose.layout.plain_text import plain_text
from reasonscore.decompose.search.table import words_of
from reasonscore.decompose.segments.order_start import is_order
from reasonscore.decompose.segments.segment import has_verb

_LABEL = re.compile(r"\*\*[^*\n]{2,60}\*\*\s*[-–—]\s+(?=\S)|\*\*[^*\n]{2,60}\s?[-–—]\*\*\s+(?=\S)")
_INNER = re.compile(r"\s(?:that|which|who|whose|where|when|if|unless|because|as)\s", re.I)
_NAMING = re.compile(r"(?:it|they|this|these|an?|used|given|taken|known|caused|found|seen)\b", re.I)


def behind_label(text: str, start: int, end: int) -> int:
    """Where an item goes on behind its bold label; its start where it has none, or where the label is what it is about.

    >>> text = "**Bleeding risk** - aspirin and apixaban can cause bleeding."
    >>> text[behind_label(text, 0, len(text)):]
    'aspirin and apixaban can cause bleeding.'
    >>> behind_label("**Metformin** - lowers glucose.", 0, 30)
    0
    """
    label = _LABEL.match(text, start, end) if text.startswith("**", start) else None
    if label is None or describe(plain_text(text, start, end)) is not None:
        return start
    rest = text[label.end() : end]
    first = rest.split(None, 1)[0].lower().strip(",")
    if first in words_of("tables", "verb") or _NAMING.match(rest):
        return start
    own = _INNER.split(rest, maxsplit=1)[0]
    states = has_verb(own) or "n't" in own or "n’t" in own
    return label.end() if states or is_order(text, label.end()) else start
