"""Certainty: what is only possible in the evidence is not asserted by it."""

from __future__ import annotations

import re

from reasonscore.verify.comparison import Comparison
from reasonscore.verify.cue_table import Found, find_cues
from reasonscore.verify.denial import NEGATIVE, denied_share
from reasonscore.verify.statement import Statement, held_words, word_key
from reasonscore.verify.verdict import Check, silent

NAME = "certainty"
SAME_TOPIC = 0.6
"""Share of the claim's words that a sentence must hold before their certainties are compared."""

_CLAUSE = re.compile(r"[;,.]|\b(?:but|although|however|while|whereas|though)\b", re.IGNORECASE)
_HEDGES = frozenset(
    word_key(word)
    for word in "may might could possible possibly possibility suspected probable probably likely "
    "unlikely cannot excluded suspicion suggestive consistent uncertain unclear unknown potential potentially".split()
)
_SURE = {"unknown": 0, "open": 0, "probable": 1}
"""How sure a hedge is; a plain statement is surer than both."""
_OPEN = ("possible", "probable", "uncertain", "unlikely")


def certainty_check(comparison: Comparison) -> Check:
    """Whether the evidence is at least as sure as the claim; where it is less sure it only withholds its support."""
    claim = comparison.claim
    mine = [cue for cue in find_cues("hedges", claim.text) if cue.meaning in _SURE]
    sure = min((_SURE[cue.meaning] for cue in mine), default=2)
    if comparison.source is not None and comparison.source.certainty in _OPEN:
        sure = min(sure, 1 if comparison.source.certainty == "probable" else 0)
    for sentence in comparison.aligned(SAME_TOPIC, _HEDGES):
        theirs = [cue for cue in find_cues("hedges", sentence.statement.text) if cue.meaning in _SURE]
        theirs = [cue for cue in theirs if _reaches(cue, sentence.statement, claim)]
        held = min((_SURE[cue.meaning] for cue in theirs), default=2)
        own = mine[0].piece if mine else (0, len(claim.text))
        keys = frozenset(claim.words[index].key for index in held_words(claim, sentence.statement)) - NEGATIVE
        topic = claim.keys - NEGATIVE
        unknown = any(cue.meaning == "unknown" for cue in theirs)
        if not unknown and not _is_denied(claim, topic) and _is_denied(sentence.statement, keys):
            return silent(NAME)
        if held < sure and theirs:
            where = (sentence.place(theirs[0].piece),)
            return Check(NAME, "conflict", (own,), where, weight="withholds")
        if sure < 2 and not _is_denied(sentence.statement, keys):
            place = theirs[0].piece if theirs else (0, len(sentence.statement.text))
            return Check(NAME, "agree", (own,), (sentence.place(place),))
        return silent(NAME)
    return silent(NAME)


def _is_denied(statement: Statement, keys: frozenset[str]) -> bool:
    return (denied_share(statement, keys) or 0.0) > 0.5


def _reaches(cue: Found, statement: Statement, claim: Statement) -> bool:
    """Whether two thirds of what the sentence shares with the claim stands in the clause of the hedge."""
    start, end = 0, len(statement.text)
    for match in _CLAUSE.finditer(statement.text):
        if match.end() <= cue.piece[0]:
            start = match.end()
        elif match.start() >= cue.piece[1]:
            end = match.start()
            break
    keys = {claim.words[index].key for index in held_words(claim, statement)}
    following = [word.key for word in statement.words if cue.piece[1] <= word.piece[0] < end]
    if cue.meaning == "probable" and claim.words and claim.words[-1].key in following[:2]:
        # "An opacity, likely atelectasis": the hedge is about what the claim says in the end.
        return True
    shared = [word for word in statement.words if word.key in keys]
    inside = sum(start <= word.piece[0] < end for word in shared)
    return 3 * inside > 2 * len(shared)
