"""Certainty: what is only possible in the evidence is not asserted by it."""

from __future__ import annotations

import re

from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.cue_table import Found, find_cues
from reasonscore.verify.facts.denial import NEGATIVE, denied_share
from reasonscore.verify.facts.likeness import says_alike
from reasonscore.verify.facts.statement import Statement, held_words, word_key
from reasonscore.verify.verdict import Check, silent

NAME = "certainty"
SAME_TOPIC = 0.6
"""Share of the claim's words that a sentence must hold before their certainties are compared."""
ALIKE = 0.75
"""The same for a surer sentence to be support."""
HEAD = 2
"""Content words beside a hedge of which the claim must have one: what the hedge is about."""

_CLAUSE = re.compile(r"[;,.]|\b(?:but|although|however|while|whereas|though)\b", re.IGNORECASE)
_HEDGES = frozenset(
    word_key(word)
    for word in "may might could possible possibly possibility suspected probable probably likely "
    "unlikely cannot excluded suspicion suggestive consistent uncertain unclear unknown potential potentially "
    "suspicious lesion abnormality appearance appearances picture".split()
)
"""Keys of words that hedge, or that only say what is judged: "the lesion is a melanoma"."""
_LEAVES_OPEN = re.compile(
    r"\b(?:can|could|cannot|may|might|study|studies|studied|trial|search\w*|mention\w*|examined|outside|cited|"
    r"know|knows|known|question|requested|ordered|asked|risk)\b|n(?:o|')t (?:rule|exclude)",
    re.IGNORECASE,
)
"""Claims that say themselves that something can be so, or speak of what was looked into."""
_SUPPOSES = re.compile(
    r"\s+(?:(?:not|also|well|still|yet|then|in fact|itself) ){0,2}(?:have\b|"
    r"be (?:(?:associated|caused|related|linked|explained)\b|(?!\w+(?:ed|en|wn)\b|put\b|kept\b|left\b)\w+)|"
    r"represent|reflect|indicate|mean|explain|cause|lead|contribute|lower|reduce|increase|raise|improve|worsen|develop|"
    r"help|prevent|slow|protect|benefit|respond|occur|result|play|affect|harbou?r|suffer)\b",
    re.IGNORECASE,
)
"""What follows a "may" that supposes something; else it may be a permission, an ability or a wish."""
_UNLIKELY = re.compile(r"\b(?:unlikely|improbable|doubtful|doubt|against|wrong|instead)\b", re.IGNORECASE)
_AIM = re.compile(r"\b(?:objective|aim|aims|aimed|to (?:see|find out|test|learn)|we asked) whether\b", re.IGNORECASE)
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
            doubts = [cue for cue in theirs if _SURE[cue.meaning] < sure and _heads(cue, sentence.statement, claim)]
            if not doubts or _LEAVES_OPEN.search(claim.text) or _AIM.search(sentence.statement.text):
                return silent(NAME)
            where = (sentence.place(doubts[0].piece),)
            return Check(NAME, "conflict", (own,), where, weight="withholds")
        alike = says_alike(claim, sentence.statement, doubts=True) and not _is_denied(sentence.statement, keys)
        alike = alike and sentence.share >= ALIKE and not _UNLIKELY.search(sentence.statement.text)
        if sure < 2 and alike and not any(cue.meaning == "unknown" for cue in mine):
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


def _heads(cue: Found, statement: Statement, claim: Statement) -> bool:
    """Whether the claim has one of the words right beside a hedge.

    "Infarct suspected because of the known embolus" doubts no embolus. What is doubted may stand on either side of the
    hedge, only of verbs it follows.
    """
    keys = {statement.words[index].key for index in held_words(statement, claim)} | claim.keys
    words = [word for word in statement.words if word.key not in _HEDGES]
    after = [word.key for word in words if word.piece[0] >= cue.piece[1]][:HEAD]
    before = [word.key for word in words if word.piece[1] <= cue.piece[0]][-HEAD:]
    verb = statement.text[slice(*cue.piece)].lower() in ("may", "might", "could")
    if verb and not _SUPPOSES.match(statement.text, cue.piece[1]):
        return False
    return any(key in keys for key in (after if verb else [*before, *after]))
