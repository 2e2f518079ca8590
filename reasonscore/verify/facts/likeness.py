"""Likeness: whether a sentence says of a claim's words what the claim says of them."""

from __future__ import annotations

import re

from reasonscore.verify.facts.cue_table import find_cues
from reasonscore.verify.facts.denial import NEGATIVE, denied_share
from reasonscore.verify.facts.statement import Statement, held_words

_PLANNED = re.compile(
    r"\b(?:booked|planned|awaited|tested|talked about|discussed|listed for|(?:is|was|were|are) to be)\b", re.I
)
_NONE = re.compile(r"\b(?:none|nil|n/a|nothing)\b", re.I)
_UNTRUE = re.compile(r"\b(?:out of the question|myth|disproved|refuted|no longer|far from|anything but)\b", re.I)
_ASKED_FIRST = (_PLANNED, _NONE, _UNTRUE)
"""What a sentence may only say of a claim that says so too: it is planned, there is none, it is untrue."""
_ORDER = (
    re.compile(r"\b(?:before|prior to|ahead of|precede\w*)\b", re.I),
    re.compile(r"\b(?:after|follow\w*)\b", re.I),
)


def says_alike(claim: Statement, known: Statement, *, doubts: bool = False) -> bool:
    """Whether a sentence denies no more and no less than the claim, and has its numbers.

    Args:
        claim: What is asked about.
        known: The sentence beside it.
        doubts: Whether the sentence may leave open what the claim states.

    >>> from reasonscore.verify.facts.statement import read_statement
    >>> says_alike(read_statement("There is fever."), read_statement("No fever."))
    False
    """
    if any(words.search(known.text) and not words.search(claim.text) for words in _ASKED_FIRST):
        return False
    if not doubts and _doubts(known) and not _doubts(claim):
        return False
    held = held_words(claim, known)
    numbers = [index for index, word in enumerate(claim.words) if word.key[0].isdigit()]
    if not held.issuperset(numbers):
        return False
    before, after = _ORDER
    for one, two in ((before, after), (after, before)):
        if one.search(claim.text) and two.search(known.text) and not one.search(known.text):
            return False
    keys = frozenset(claim.words[index].key for index in held) - NEGATIVE
    same = keys & known.keys
    if any(bool(denied_share(claim, frozenset({key}))) != bool(denied_share(known, frozenset({key}))) for key in same):
        return False
    return _denied(claim, keys) == _denied(known, keys)


def _denied(statement: Statement, keys: frozenset[str]) -> bool:
    share = denied_share(statement, keys)
    if share is None:
        # Other names of the same concepts are in the sentence.
        share = denied_share(statement, statement.keys - NEGATIVE) or 0.0
    return share > 0.5


def _doubts(statement: Statement) -> bool:
    return any(cue.meaning in ("unknown", "open") for cue in find_cues("hedges", statement.text))
