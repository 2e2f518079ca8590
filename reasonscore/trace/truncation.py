"""Whether a response stops before its end."""

from __future__ import annotations

import re

_DANGLING = re.compile(
    r"(?:[,(\[{:]|\b(?:the|a|an|and|or|of|to|in|with|for|that|which|is|are|was|by|on|as|from|this|these|her|his|but|due|has|have"
    r"|may|might|would|could|should|must|cannot|can|were|been|being|had|because|if|when|while|than|its|their|your))\s*\Z",
    re.IGNORECASE,
)
_OPEN_BOX = re.compile(r"\\f?boxed\s?\{[^{}]{0,200}\Z")
_NEXT_ITEM = re.compile(r"(?:\A|\n)[ \t]{0,8}(\d{1,2})[.)][ \t]*\Z")
"""The number of a list item that was never written."""
_SHORTEST = 200
_SHORT_LAST_LINE = 60
_TAIL = 400
_FIRST_CUT = 2
_ITEM_REACH = 2000


def stops_early(text: str, *, in_answer: bool = False) -> bool:
    """The text ends in the middle of a sentence.

    A short last line (a list item, a table row) and an answer may end as they like; a long line needs an end mark.

    Args:
        text: The response.
        in_answer: It ends with an answer that stands in a place of its own.

    >>> stops_early("The patient has a fever and the")
    True
    >>> stops_early("Answer: B")
    False
    """
    tail = text[-_TAIL:].rstrip()
    if not tail or not tail[-1].isprintable():
        return False
    if _OPEN_BOX.search(tail):
        return True
    if _DANGLING.search(tail[-40:]):
        return len(tail.split()) >= 3
    if _cut_list(text):
        return True
    last_line = tail.rsplit("\n", 1)[-1]
    if in_answer or len(text) < _SHORTEST or len(last_line) <= _SHORT_LAST_LINE:
        return False
    return tail[-1].isalpha() and tail[-1].isascii() and not last_line.lstrip().startswith(("|", "-", "*", "#"))


def _cut_list(text: str) -> bool:
    """The text ends with the bare number that follows the last item of its list."""
    found = _NEXT_ITEM.search(text[-_TAIL:].rstrip())
    if found is None or int(found[1]) < _FIRST_CUT:
        return False
    before = int(found[1]) - 1
    return re.search(rf"(?:\A|\n)[ \t]{{0,8}}{before}[.)][ \t]+\S", text[-_ITEM_REACH:]) is not None
