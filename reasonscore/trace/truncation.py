"""Whether a response stops before its end."""

from __future__ import annotations

import re

_DANGLING = re.compile(
    r"(?:[,(\[{:]|\b(?:the|a|an|and|or|of|to|in|with|for|that|which|is|are|was|by|on|as|from|this|these|her|his|but|due|has|have))\s*\Z",
    re.IGNORECASE,
)
_SHORTEST = 200
_SHORT_LAST_LINE = 60
_TAIL = 400


def stops_early(text: str) -> bool:
    """The text ends in the middle of a sentence.

    A short last line (an answer, a list item, a table row) may end as it likes; a long one needs an end mark.

    >>> stops_early("The patient has a fever and the")
    True
    >>> stops_early("Answer: B")
    False
    """
    tail = text[-_TAIL:].rstrip()
    if not tail or not tail[-1].isprintable():
        return False
    if _DANGLING.search(tail[-40:]):
        return len(tail.split()) >= 3
    last_line = tail.rsplit("\n", 1)[-1]
    if len(text) < _SHORTEST or len(last_line) <= _SHORT_LAST_LINE:
        return False
    return tail[-1].isalpha() and tail[-1].isascii() and not last_line.lstrip().startswith(("|", "-", "*", "#"))
