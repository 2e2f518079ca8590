"""Significance: a claim that there is an effect or none, against the p value or the interval beside it."""

from __future__ import annotations

import re
from itertools import pairwise

from reasonscore.span import Piece
from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.denial import NEGATIVE
from reasonscore.verify.facts.focus import is_unreal
from reasonscore.verify.facts.measure import measures
from reasonscore.verify.facts.significance import find_significance, states_effect
from reasonscore.verify.facts.statement import Statement, light_keys, word_key
from reasonscore.verify.verdict import Check

NAME = "direction"
SAME_TOPIC = 0.75
"""Share of the claim's other words that a sentence must hold before its significance counts."""
_CLAUSE = re.compile(r"[;:]\s|,\s|\b(?:and|but|while|whereas|although|though)\b", re.IGNORECASE)
_TIMES = frozenset({"h", "d", "wk", "mo", "a", "y", "hour", "day", "week", "month", "year"})
"""Units of spans of time, which say when and not how much."""
_EFFECTS = frozenset(
    word_key(word)
    for word in "significant significantly difference differed differ effect change association associated reduced "
    "lowered increased raised improved fewer lower higher better worse shortened prolonged".split()
)
"""Words that only say that there is an effect."""


def effect_shown(comparison: Comparison) -> Check | None:
    """What a p value or an interval beside an effect says of a claim that there is one or none."""
    claim = comparison.claim
    stated = states_effect(claim.text)
    if stated is None or is_unreal(claim.text) or any(one.quantity.unit not in _TIMES for one in measures(claim.text)):
        return None
    for sentence in comparison.aligned(SAME_TOPIC, _EFFECTS | NEGATIVE):
        found = find_significance(sentence.statement.text)
        if found is None or not _says_of_claim(claim, sentence.statement, found.piece):
            continue
        if not found.shown and stated[0]:
            return Check(NAME, "conflict", (stated[1],), (sentence.place(found.piece),))
        if not stated[0]:
            return Check(NAME, "conflict" if found.shown else "agree", (stated[1],), (sentence.place(found.piece),))
        return None
    return None


def _says_of_claim(claim: Statement, known: Statement, piece: Piece) -> bool:
    """Whether the clause of a number holds all of the claim that the sentence holds."""
    bounds = [0, *(match.end() for match in _CLAUSE.finditer(known.text) if not _within(known.text, match.start()))]
    start, end = next((a, b) for a, b in pairwise([*bounds, len(known.text) + 1]) if a <= piece[0] < b)
    inside = {word.key for word in known.words if start <= word.piece[0] < end}
    return not ({word.key for word in known.words} - inside) & claim.keys - light_keys()


def _within(text: str, place: int) -> bool:
    """Whether a place stands in brackets."""
    return text.rfind("(", 0, place) > text.rfind(")", 0, place)
