"""Levels: what a sentence says of an analyte without its number, such as "the platelet count is normal"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reasonscore.lexicon.analyte import Analyte, find_analyte
from reasonscore.lexicon.concept import Concept
from reasonscore.span import Piece
from reasonscore.verify.facts.analyte_state import State, states
from reasonscore.verify.facts.cue_table import find_cues
from reasonscore.verify.facts.statement import read_statement

_NEAR = 45
"""Characters between an analyte's name and the word for its level."""
_OTHER = re.compile(r"[;.]\s|\d")
_PART = re.compile(r",|\b(?:and|or|but|with|in)\b")
_NOT = re.compile(r"\b(?:not|n't|no longer|nor|neither|never|without)\b[^.;,]{0,20}$", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?:than|by|from|after|since|with the|over the)\b", re.IGNORECASE)

_MOVING = re.compile(r"\b(?:ris|fall|increas|decreas|dropp|climb|improv|worsen|rose|fell)", re.IGNORECASE)
"""A name such as "bilirubin is rising" speaks of a course and not of a level."""
_NO_READING = frozenset({"disease:hypertension", "disease:pulmonary-hypertension", "disease:growth-hormone-deficiency"})
"""Diseases that one value neither makes nor excludes."""


class Level(NamedTuple):
    """An analyte with what is said of it: "high", "low", "normal" or "odd" (one of the first two).

    `denied` turns it round: "not raised" is low or normal. `named` is a state of its own, such as hyponatremia.
    """

    analyte: str
    level: str
    denied: bool
    piece: Piece
    named: bool = False

    def allows(self, actual: str) -> bool:
        """Whether an actual level ("high", "low" or "normal") is what is said."""
        meant = actual != "normal" if self.level == "odd" else actual == self.level
        return meant != self.denied


@lru_cache(maxsize=16384)
def find_levels(text: str) -> tuple[Level, ...]:
    """The levels that a sentence states, by words beside an analyte or by a named state.

    >>> [(one.analyte, one.level, one.denied) for one in find_levels("Albumin is normal and TSH is not raised.")]
    [('albumin', 'normal', False), ('thyroid-stimulating hormone', 'high', True)]
    >>> [(one.analyte, one.level) for one in find_levels("The patient is hyponatraemic.")]
    [('sodium', 'low')]
    """
    statement = read_statement(text)
    found: list[Level] = []
    named = [m for m in statement.mentions if m.concept.kind in ("lab", "vital")]
    for meaning, piece in find_cues("levels", text):
        if _CHANGE.match(text, piece[1] + 1):
            continue
        best: tuple[int, str] | None = None
        for mention in named:
            start, end = mention.span
            between = text[end : piece[0]] if end <= piece[0] else text[piece[1] : start]
            after = start >= piece[1]
            if len(between) > (12 if after else _NEAR) or _OTHER.search(between) or (after and _PART.search(between)):
                continue
            analyte = analyte_of(mention.concept.id)
            if analyte is not None and (best is None or len(between) < best[0]):
                best = len(between), analyte.name
        if best is not None:
            found.append(Level(best[1], meaning, bool(_NOT.search(text, max(0, piece[0] - 40), piece[0])), piece))
    for mention in statement.mentions:
        if mention.concept.id == "finding:afebrile":
            found.append(Level("body temperature", "high", True, mention.span, True))
        if mention.concept.id in _NO_READING or _MOVING.search(mention.surface):
            continue
        for state in named_states(mention.candidates):
            level = "high" if state.high else "low"
            denied = bool(_NOT.search(text, max(0, mention.span[0] - 40), mention.span[0]))
            denied |= bool(re.search(r"\bno\b[^.;,]{0,20}$", text[: mention.span[0]], re.IGNORECASE))
            found.append(Level(state.analyte, level, denied, mention.span, True))
    return tuple(found)


def speaks_of(claimed: Level, stated: Level) -> bool | None:
    """Whether a stated level of the same analyte is what a claimed one says; None where both may hold."""
    if not stated.denied and stated.level != "odd":
        return claimed.allows(stated.level)
    if claimed.level == stated.level:
        return claimed.denied == stated.denied
    if stated.level == "odd" and claimed.level == "normal":
        return claimed.denied != stated.denied
    return None


def analyte_of(concept: str) -> Analyte | None:
    """The analyte of a concept, None where its usual values are not known."""
    return find_analyte(concept.split(":", 1)[-1].replace("-", " "))


def named_states(candidates: tuple[Concept, ...]) -> list[State]:
    """The analyte states that a mention's readings name."""
    return [state for concept in candidates for state in states().get(concept.id, ())]
