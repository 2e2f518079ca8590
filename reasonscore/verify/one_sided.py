"""One-sided denials: what a claim denies and the evidence states, or the other way round.

A claim turned round by one "not" shares all its words with what it contradicts, and shared words are what a judge of
long evidence goes by.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reasonscore.verify.facts.denial import NEGATIVE, denied_share
from reasonscore.verify.facts.statement import Statement, held_words, light_keys, split_statements


class OneSided(NamedTuple):
    """How much of what a claim and the fullest sentence share is denied, each from 0 to 1.

    Args:
        claim: By the claim alone.
        evidence: By the evidence alone.
        both: By both.
        held: Share of the claim's words that the sentence holds, which those before are multiplied by.
        alone: 1 where the claim denies what it shares and the sentence denies none of it, however little that is.
    """

    claim: float = 0.0
    evidence: float = 0.0
    both: float = 0.0
    held: float = 0.0
    alone: float = 0.0


NOTHING_DENIED = OneSided()


def one_sided(claim: Statement, window: str) -> OneSided:
    """What is denied on one side only, in the sentence of a window that holds most of a claim.

    >>> from reasonscore.verify.facts.statement import read_statement
    >>> one_sided(read_statement("Zinc helps."), "Zinc does not help. Iron is another matter.").evidence
    1.0
    """
    size = len(claim.words)
    fullest, most = None, 0
    for _, sentence in split_statements(window):
        count = len(held_words(claim, sentence))
        if count > most:
            fullest, most = sentence, count
    if fullest is None:
        return NOTHING_DENIED
    keys = {claim.words[index].key for index in held_words(claim, fullest)}
    topic = frozenset(keys & fullest.keys - NEGATIVE - light_keys())
    held = most / size
    mine, theirs = denied_share(claim, topic) or 0.0, denied_share(fullest, topic) or 0.0
    return OneSided(
        max(0.0, mine - theirs) * held,
        max(0.0, theirs - mine) * held,
        min(mine, theirs) * held,
        held,
        float(mine > 0 == theirs),
    )


def fullest_of(found: Iterable[OneSided]) -> OneSided:
    """Of several windows' that of the sentence which holds most; the first of equal ones."""
    return max(found, key=lambda one: one.held, default=NOTHING_DENIED)
