"""Act: a treatment or test that was planned, offered or talked about is none that was given or done."""

from __future__ import annotations

from functools import lru_cache

from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.cue_table import Found, find_cues
from reasonscore.verify.facts.denial import denied_reaches
from reasonscore.verify.facts.statement import REMEMBERED, Statement, word_key
from reasonscore.verify.verdict import Check, silent

NAME = "act"
SAME_TOPIC = 0.6
"""Share of the claim's other words that a sentence must hold before its acts are compared."""

_ACTS = frozenset(
    word_key(word)
    for word in "given prescribed started commenced performed done carried out administered received underwent "
    "undergone had taken referred inserted placed treated offered discussed requested planned considered told".split()
)


def act_check(comparison: Comparison) -> Check:
    """Whether what the claim says was done was done, and not only planned or spoken of; else it withholds."""
    claim = comparison.claim
    asked = _acts(claim)
    if not asked or any(cue.meaning == "planned" for cue in asked):
        return silent(NAME)
    for sentence in comparison.aligned(SAME_TOPIC, _ACTS):
        known = _acts(sentence.statement)
        if not known or any(cue.meaning == "done" for cue in known):
            continue
        return Check(NAME, "conflict", (asked[0].piece,), (sentence.place(known[0].piece),), weight="withholds")
    return silent(NAME)


@lru_cache(maxsize=REMEMBERED)
def _acts(statement: Statement) -> tuple[Found, ...]:
    """The acts of a statement; one that is denied was not done."""
    denied = denied_reaches(statement.text)
    return tuple(
        cue
        for cue in find_cues("acts", statement.text)
        if cue.meaning != "done" or not any(start <= cue.piece[0] < end for start, end in denied)
    )
