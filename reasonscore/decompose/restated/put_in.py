"""Connectives put in between commas: "Gel, on the other hand, should be avoided" says that gel should be avoided."""

from __future__ import annotations

import re

from reasonscore.decompose.layout.plain_text import PlainText, added, cut, joined
from reasonscore.decompose.search.table import words_of
from reasonscore.decompose.segments.segment import has_verb
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
        before, after = text[clause:start].lstrip(), text[end:].lstrip(", ")
        opened = _OPENED.match(before) is not None and " " in before
        divided = not opened and _divides(text[:start], after)
        inside = text[start:end].lower().endswith(("turn", "course", "indeed", "though"))
        if not (opened or divided or inside or _goes_on(before, after)):
            continue
        # The comma behind it stays where it closes what opens the sentence.
        end += not opened and text[end : end + 1] == ","
        parts += [cut(plain, position, start), *([added(";")] if divided else [])]
        gone += plain.source(start, end)
        position = end
    if not parts:
        return plain, []
    return joined([*parts, cut(plain, position)]), gone


def _goes_on(before: str, after: str) -> bool:
    """True for "they did, however, recommend" and "gel, however, should": one clause goes on."""
    last = before.rsplit(None, 1)[-1].lower()
    first = after.split(None, 1)[0].strip(",.;").lower() if after else ""
    if not first or last in _OPEN_ENDED or _ADDS.match(after) or _OPENED.match(after):
        return True
    return ("-" not in first and has_verb(first)) or first in words_of("tables", "verb")


def _divides(before: str, after: str) -> bool:
    """True for "it is rare, therefore, the drug is safe": a clause stands on either side."""
    return _SUBJECT.match(after) is not None and has_verb(before) and has_verb(after)


_SUBJECT = re.compile(
    r"(?:they|it|he|she|the|this|these|there|we|you|an?|his|her|its|their|no|some|most|many|all|patients|people)\s",
    re.I,
)
_OPEN_ENDED = frozenset(
    "did does do is are was were has have had can could should may might must will would be been which who that and "
    "but or so not if when because although while".split()
)
_ADDS = re.compile(r"(?:and|or|but|which|who|that|not|only|of|more|less|\w+ly|\w+ing|\w+ed|to)\b", re.I)
