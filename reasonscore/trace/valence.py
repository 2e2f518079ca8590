"""What the words around a mention say for or against it where no phrase commits to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from reasonscore.span import Piece
from reasonscore.trace.option_mention import Mention
from reasonscore.trace.phrase import cue_words

_BOUNDARY = re.compile(r"[.;:!?\n—]|,\s")
_REACH = 90


def valences(text: str, piece: Piece, mentions: Sequence[Mention]) -> list[int]:
    """One number a mention, in order: above 0 where its clause speaks for it, below 0 where it speaks against it.

    >>> text = "Aspirin is too weak, but heparin is ideal."
    >>> valences(text, (0, 42), [Mention("A", (0, 7), False), Mention("B", (25, 32), False)])
    [-1, 2]
    """
    found = []
    for index, one in enumerate(mentions):
        low = max(piece[0], one.piece[0] - _REACH, mentions[index - 1].piece[1] if index else piece[0])
        after = mentions[index + 1].piece[0] if index + 1 < len(mentions) else piece[1]
        high = max(one.piece[1], min(piece[1], one.piece[1] + _REACH, after))
        between = text[low : one.piece[0]]
        starts = [mark.end() for mark in _BOUNDARY.finditer(between)]
        before = between[starts[-1] if starts else 0 :]
        stop = _BOUNDARY.search(text, one.piece[1], high)
        clause = before + " " + text[one.piece[1] : stop.start() if stop else high]
        value = bool(_cue("speaks_for").search(clause)) - bool(_cue("speaks_against").search(clause))
        turned = index > 0 and mentions[index - 1].letter != one.letter and _cue("turns").search(between) is not None
        found.append(value + turned)
    return found


@cache
def _cue(kind: str) -> re.Pattern[str]:
    return re.compile(cue_words(kind), re.IGNORECASE)
