"""Detail: the route, side of a structure, severity, setting or moment that the claim names and the evidence does not.

"Given intravenously" is more than "given"; "in the distal third" is not "in the proximal third".
"""

from __future__ import annotations

from functools import lru_cache

from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.conditions import find_conditions
from reasonscore.verify.facts.cue_table import Found, find_cues
from reasonscore.verify.facts.denial import denied_reaches
from reasonscore.verify.facts.statement import REMEMBERED, Statement, word_key
from reasonscore.verify.verdict import Check, silent

NAME = "detail"
SAME_TOPIC = 0.75
"""Share of the claim's other words that a sentence must hold before its details are compared."""

_LEFT_TO_OTHERS = frozenset({"level", "change", "test", "onset", "smoking", "age", "sex"})
"""Axes of `contrasts.tsv` that the direction, temporality and concept checks compare, or that name whole groups."""
_ADDED = frozenset({"route", "place"})
"""Axes of which the evidence says something, or the claim has no support for it."""


def detail_check(comparison: Comparison) -> Check:
    """Whether a sentence that says the rest of the claim has the claim's details.

    Another value of the same axis contradicts; a route or setting that no sentence names is withheld.
    """
    claim = comparison.claim
    asked = _details(claim)
    if not asked:
        return silent(NAME)
    own = frozenset(word_key(word) for cue in asked for word in claim.text[slice(*cue.piece)].split())
    for sentence in comparison.aligned(SAME_TOPIC, own):
        known = _details(sentence.statement)
        for cue in asked:
            axis = _axis(cue)
            same = [one for one in known if _axis(one) == axis]
            if len({one.meaning for one in same}) > 1:
                near = claim.near(cue.piece)
                same = [one for one in same if near & sentence.statement.near(one.piece)]
            if len({one.meaning for one in same}) == 1:
                if same[0].meaning != cue.meaning:
                    return Check(NAME, "conflict", (cue.piece,), (sentence.place(same[0].piece),))
            elif axis in _ADDED and not any(
                _axis(one) == axis for _, statement in comparison.evidence for one in _details(statement)
            ):
                return Check(NAME, "conflict", (cue.piece,), (sentence.piece,), weight="withholds")
    return silent(NAME)


@lru_cache(maxsize=REMEMBERED)
def _details(statement: Statement) -> tuple[Found, ...]:
    """The details that a statement states, without those it denies or only assumes."""
    cues = find_cues("contrasts", statement.text)
    if not cues:
        return ()
    apart = [*denied_reaches(statement.text), *(part.piece for part in find_conditions(statement.text))]
    return tuple(
        cue
        for cue in cues
        if _axis(cue) not in _LEFT_TO_OTHERS and not any(start <= cue.piece[0] < end for start, end in apart)
    )


def _axis(cue: Found) -> str:
    return cue.meaning.partition("=")[0]
