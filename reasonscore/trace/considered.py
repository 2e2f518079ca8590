"""The diagnoses that a response considers beside its answer: `also consider`, `followed by`, `are less likely`."""

from __future__ import annotations

import re

from reasonscore.span import Piece
from reasonscore.trace.name_list import SHORT_NAME, comma_list
from reasonscore.trace.phrase import cues

STOP = re.compile(r"[.!?](?:\s|$)|\n|,? in (?:that|this|descending|decreasing) order\b", re.IGNORECASE)
_THEN = re.compile(r"\s?[,;]\s(?:and )?(?:then|next|lastly|finally)\s(?=\w)", re.IGNORECASE)
_LESS = re.compile(
    r", with (?P<beside>[^.;:\n]{3,120}?) (?:as (?:the |other |close |main |less likely |possible |an? )?"
    r"(?:alternatives?|possibilit(?:y|ies)|differentials?|considerations?)|(?:being )?less (?:likely|probable)|next"
    r"|close behind|(?:a close )?second)\b"
    r"|(?:(?<=[.;]\s)|(?<=\n))(?!this|these|it\b|they|that|other|all)(?P<names>[^.;:\n]{3,120}?)\s"
    r"(?:comes? (?:next|after)\b|(?:comes?|ranks?|is|are) (?:in |at )?(?:(?:a|my|the) )?"
    r"(?:(?:close|distant|more distant) )?(?:second|third|fourth|fifth|last)(?: place)?(?=[.;,]|$)|follows?(?=[.;,]|$)"
    r"|(?:is|are|seems?|remains?|would be)\s"
    r"(?:also |much |far |somewhat |both |all )?"
    r"(?:less (?:likely|probable)|(?:possible|alternatives?|next|plausible)(?=[.;,]|$)"
    r"|(?:in|on) (?:the|my) (?:differential|list)|worth considering)"
    r"|(?:should|could|may|might|must|can) (?:also |both |still )?be (?:considered|entertained|kept in mind))",
    re.IGNORECASE,
)
_REACH = 400


def also_considered(text: str, piece: Piece) -> list[Piece]:
    """The diagnoses after `also consider`, `followed by`, and those that `are less likely`.

    >>> text = "Gout, then lupus. Scurvy and rickets are less likely."
    >>> [text[slice(*one)] for one in also_considered(text, (4, len(text)))]
    ['lupus', 'Scurvy', 'rickets']
    """
    items: list[Piece] = []
    then = _THEN.match(text, *piece)
    if then is not None:
        limit = min(piece[1], then.end() + _REACH)
        stop = STOP.search(text, then.end(), limit)
        listed = comma_list(text, then.end(), stop.start() if stop else limit, fewest=1)
        items = listed if all(text.count(" ", *one) < SHORT_NAME for one in listed) else []
    known = list(cues("considers_also").finditer(text, *piece))
    for index, found in enumerate(known):
        following = known[index + 1].start() if index + 1 < len(known) else piece[1]
        limit = max(found.end(), min(following, found.end() + _REACH))
        stop = STOP.search(text, found.end(), limit)
        items += comma_list(text, found.end(), stop.start() if stop else limit, fewest=1)
    for less in _LESS.finditer(text, *piece):
        named = comma_list(text, *less.span("names" if less["names"] else "beside"), fewest=1)
        items += named if all(text.count(" ", *one) < SHORT_NAME for one in named) else []
    return items
