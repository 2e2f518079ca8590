"""Certainty: what is only possible in the evidence is not asserted by it."""

from __future__ import annotations

import re

from reasonscore.verify.checks.polarity import denied_share
from reasonscore.verify.comparison import Comparison
from reasonscore.verify.cue_table import Found, find_cues
from reasonscore.verify.statement import Statement, held_words, word_key
from reasonscore.verify.verdict import Check

NAME = "certainty"
SAME_TOPIC = 0.6
"""Share of the claim's words that a sentence must hold before their certainties are compared."""

_CLAUSE = re.compile(r"[;,.]|\b(?:but|although|however|while|whereas|though)\b", re.IGNORECASE)
_HEDGES = frozenset(
    word_key(word)
    for word in "may might could possible possibly possibility suspected probable probably likely "
    "unlikely cannot excluded suspicion suggestive consistent uncertain unclear unknown potential potentially".split()
)
_OPEN = ("possible", "probable", "uncertain", "unlikely")


def certainty_check(comparison: Comparison) -> Check:
    """Whether the evidence is at least as sure as the claim; where it is less sure it only withholds its support."""
    claim = comparison.claim
    mine = [cue for cue in find_cues("hedges", claim.text) if cue.meaning == "open"]
    open_claim = bool(mine) or (comparison.source is not None and comparison.source.certainty in _OPEN)
    for sentence in comparison.aligned(SAME_TOPIC, _HEDGES):
        theirs = [cue for cue in find_cues("hedges", sentence.statement.text) if cue.meaning == "open"]
        theirs = [cue for cue in theirs if _reaches(cue, sentence.statement, claim)]
        own = mine[0].piece if mine else (0, len(claim.text))
        if theirs and not open_claim:
            return Check(NAME, "conflict", (own,), (sentence.place(theirs[0].piece),), weight="withholds")
        keys = frozenset(claim.words[index].key for index in held_words(claim, sentence.statement))
        if (denied_share(sentence.statement, keys) or 0.0) > 0.5:
            return Check(NAME, "silent")
        if open_claim:
            where = theirs[0].piece if theirs else (0, len(sentence.statement.text))
            return Check(NAME, "agree", (own,), (sentence.place(where),))
        return Check(NAME, "silent")
    return Check(NAME, "silent")


def _reaches(cue: Found, statement: Statement, claim: Statement) -> bool:
    """Whether most of what the sentence shares with the claim stands in the clause of the hedge."""
    start, end = 0, len(statement.text)
    for match in _CLAUSE.finditer(statement.text):
        if match.end() <= cue.piece[0]:
            start = match.end()
        elif match.start() >= cue.piece[1]:
            end = match.start()
            break
    keys = {claim.words[index].key for index in held_words(claim, statement)}
    shared = [word for word in statement.words if word.key in keys]
    inside = sum(start <= word.piece[0] < end for word in shared)
    return 2 * inside > len(shared)
