"""Connectives put in between commas: "Gel, on the other hand, should be avoided" says that gel should be avoided."""

from __future__ import annotations

import re

from reasonscore.decompose.plain_text import PlainText, cut, joined
from reasonscore.span import Piece

_PUT_IN = re.compile(
    r",\s(?:however|though|therefore|thus|hence|consequently|accordingly|nevertheless|nonetheless|on the other hand|"
    r"by contrast|in contrast|of course|indeed|in turn|as a result|moreover|furthermore|in addition)(?=,\s\S|[.;!]?$)",
    re.I,
)
PUTTING = frozenset(
    "however though therefore thus hence consequently accordingly nevertheless nonetheless hand contrast course indeed "
    "turn result moreover furthermore addition".split()
)
"""Every such connective holds one of these words."""

_OPENED = re.compile(
    r"(?:if|when|whenever|unless|once|until|while|although|because|since|as|after|before|in|for|with|without|at|among|during|"
    r"on|despite|given|provided|from|under|by|to)\b",
    re.I,
)


def without_put_in(plain: PlainText) -> tuple[PlainText, list[Piece]]:
    """The sentence without such connectives, and where they stood.

    >>> without_put_in(PlainText("They did, however, recommend it.", 0))[0].text
    'They did recommend it.'
    >>> without_put_in(PlainText("If it makes you sick, though, stop it.", 0))[0].text
    'If it makes you sick, stop it.'
    """
    text = plain.text
    parts, gone, position = [], [], 0
    for match in _PUT_IN.finditer(text):
        start, end = match.span()
        if not start or text[position:start].count("(") > text[position:start].count(")"):
            continue
        clause = max(text.rfind(mark, 0, start) for mark in (";", ":", ", ")) + 1
        opened = _OPENED.match(text[clause:start].lstrip()) is not None
        # The comma behind it stays where it closes what opens the sentence.
        end += not opened and text[end : end + 1] == ","
        parts.append(cut(plain, position, start))
        gone += plain.source(start, end)
        position = end
    if not parts:
        return plain, []
    return joined([*parts, cut(plain, position)]), gone
