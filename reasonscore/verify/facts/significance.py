"""Significance: whether the p value or the confidence interval beside an effect shows it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reasonscore.decompose.search.expression import Expression
from reasonscore.span import Piece
from reasonscore.verify.facts.cue_table import find_cues
from reasonscore.verify.facts.denial import denied_reaches
from reasonscore.verify.facts.statement import REMEMBERED

LEVEL = 0.05
"""Below this p value an effect counts as shown."""

_P = re.compile(
    r"(?<![\w-])[Pp](?:[- ]?value)?(?: (?:was|of))? ?(?P<sign>[<>=≤≥]|less than|greater than)? ?"
    r"(?P<value>0?\.\d{1,6})\b"
)
_CI = re.compile(
    r"\b(?:CI|confidence interval)s?\b[^\d\-−–+]{0,14}(?P<low>[-−–+]?\d{1,4}(?:\.\d{1,4})?) ?%? ?(?:to|,|;|and|[-–]) ?"
    r"(?P<high>[-−–+]?\d{1,4}(?:\.\d{1,4})?)"
)
_RATIO = Expression(
    r"\b(?:(?-i:a?(?:OR|RR|HR|IRR|SHR))|(?:odds|risk|rate|hazards?|prevalence) ratios?|relative risks?)\b"
)
_DIFFERENCE = Expression(
    r"\b(?:differences?|mean change|change of|(?-i:[WS]?MD)|reduction of|increase of|gain of|coefficient|by)\b"
)
_NULL_CLAIM = Expression(
    r"\bno (?:\w+ ){0,2}(?:differences?|effects?|changes?|benefits?|associations?|impact)\b|"
    r"\b(?:did|does|do|was|were|is|are) not (?:\w+ ){0,2}(?:differ\w*|significant\w*|chang\w*|affect\w*|improv\w*|"
    r"reduc\w*|lower\w*|increas\w*|associated|shorten\w*|prolong\w*|raise\w*|better|superior)\b|\bnon-?significant\w*|"
    r"\bdid not reach"
)
_EFFECT = Expression(r"\b(?:significant(?:ly)?|differ(?:s|ed)?|associated with|effective|superior|better|worse)\b")


class Significance(NamedTuple):
    """Whether an effect is shown, and where that is said."""

    shown: bool
    piece: Piece


@lru_cache(maxsize=REMEMBERED)
def find_significance(text: str) -> Significance | None:
    """What the one p value or interval of a sentence shows; None where there is none, or where several differ.

    >>> find_significance("Mortality fell (HR 0.92, 95% CI 0.71 to 1.18).").shown
    False
    """
    found = [one for match in _P.finditer(text) if (one := _of_p(match)) is not None]
    ratio, difference = _RATIO.search(text), _DIFFERENCE.search(text)
    for match in _CI.finditer(text):
        low, high = _number(match["low"]), _number(match["high"])
        if low >= high or not (ratio or difference):
            continue
        null = 1.0 if ratio else 0.0
        found.append(Significance(not low <= null <= high, match.span()))
    return found[0] if found and len({one.shown for one in found}) == 1 else None


def _of_p(match: re.Match[str]) -> Significance | None:
    value, sign = float(match["value"]), match["sign"] or "="
    if sign in ("<", "≤", "less than"):
        return Significance(True, match.span()) if value <= LEVEL else None
    if sign in (">", "≥", "greater than"):
        return Significance(False, match.span()) if value >= LEVEL else None
    return Significance(value < LEVEL, match.span()) if value != LEVEL else None


def _number(text: str) -> float:
    sign = -1.0 if text[0] in "-−–" else 1.0
    return sign * float(text.lstrip("-−–+"))


@lru_cache(maxsize=REMEMBERED)
def states_effect(text: str) -> tuple[bool, Piece] | None:
    """Whether a claim states an effect or denies it, and where; None where it speaks of none.

    >>> states_effect("Zinc did not reduce mortality.")[0], states_effect("Zinc reduced mortality.")[0]
    (False, True)
    """
    denied = _NULL_CLAIM.search(text)
    if denied:
        return False, denied.span()
    cues = [cue for cue in find_cues("directions", text) if cue.meaning in ("up", "down")]
    pieces = [cue.piece for cue in cues] + [match.span() for match in _EFFECT.finditer(text)]
    if not pieces or any(start <= pieces[0][0] < end for start, end in denied_reaches(text)):
        return None
    return True, min(pieces)
