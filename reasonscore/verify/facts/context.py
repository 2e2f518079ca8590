"""Contexts of a number: under what circumstances it was measured or given, such as fasting, at rest or in the urine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from reasonscore.span import Piece
from reasonscore.verify.facts.cue_table import find_cues
from reasonscore.verify.facts.measure import Measure, measures
from reasonscore.verify.facts.statement import REMEMBERED

_CUT = re.compile(r"[;,.](?=\s|$)|\b(?:and|but|while|whereas)\b")
_FURTHEST = 80
_NONE: Mapping[str, str] = MappingProxyType({})
_SPANS = ("h", "min", "day", "week", "month", "year", "s")


@lru_cache(maxsize=REMEMBERED)
def contexts(text: str, piece: Piece) -> Mapping[str, str]:
    """The circumstances of the number at `piece` by axis; those that its own part of the sentence names.

    >>> dict(contexts("Fasting glucose 5.1, random glucose 9.", (36, 37)))
    {'meal': 'random'}
    """
    cues = find_cues("contexts", text)
    if not cues:
        return _NONE
    others = [one.piece for one in measures(text) if one.quantity.unit not in _SPANS]
    start = max([end for _, end in others if end <= piece[0]], default=0)
    end = min([begin for begin, _ in others if begin >= piece[1]], default=len(text))
    cut = _CUT.search(text, piece[1], end)
    start, end = max(start, piece[0] - _FURTHEST), cut.start() if cut else end
    found: dict[str, str] = {}
    for meaning, where in cues:
        if start <= where[0] and where[1] <= end:
            axis, value = meaning.split("=")
            found[axis] = value
    return MappingProxyType(found)


def same_circumstances(claim: str, asked: Measure, text: str, held: Measure) -> bool:
    """Whether nothing that is said of two numbers sets them apart."""
    mine = contexts(claim, asked.piece)
    if not mine:
        return True
    theirs = contexts(text, held.piece)
    return all(theirs.get(axis, value) == value for axis, value in mine.items())
