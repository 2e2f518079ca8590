"""Which items of the reference reasoning a response covers by saying them."""

from __future__ import annotations

from reasonscore.decompose.certainty import certainty
from reasonscore.reward.assessment import Assessment
from reasonscore.reward.credit import HEDGED
from reasonscore.reward.statement import is_statement
from reasonscore.verify.words import content_words, recall

_OWN = 0.6
"""Of the item's words that the response holds anywhere, the share that its statements must hold."""


SURE = 0.8
"""Least probability of a contradiction that denies an item. Of the claims of honest responses the embedded model labels
a quarter contradicted by the reference, since they say something else; one in sixty reaches this."""


def denied_items(assessed: Assessment) -> int:
    """How many items some claim contradicts."""
    denied = {
        verdict.evidence[0].id
        for verdict in assessed.against
        if verdict.label == "contradicted" and verdict.probabilities and verdict.probabilities.contradicted >= SURE
    }
    return len(denied)


def covered_items(assessed: Assessment) -> int:
    """How many items the verifier finds covered, and covered by statements.

    A statement is a claim that reads as a sentence, is neither copied nor contradicted, and is as sure as the item. One
    of them must stand where the item is covered, and all together must hold most of the item's words that the response
    holds: else a heap of terms or a string of hedges beside one plain sentence would do.
    """
    denied = {
        index
        for verdicts in (assessed.verdicts, assessed.against)
        for index, verdict in enumerate(verdicts)
        if verdict.label == "contradicted"
    }
    sure: dict[str, frozenset[str]] = {}
    unsure: dict[str, frozenset[str]] = {}
    for index, claim in enumerate(assessed.claims):
        if index not in assessed.copied and index not in denied and is_statement(claim.text):
            kind = unsure if claim.certainty in HEDGED else sure
            kind[claim.id] = frozenset(content_words(claim.text))
    said = frozenset(content_words(assessed.trace.text)) if assessed.coverages else frozenset()
    found = 0
    for item in assessed.coverages:
        stating = sure | unsure if certainty(item.text).label in HEDGED else sure
        words = content_words(item.text)
        own = frozenset().union(*stating.values())
        enough = recall(words, own) >= _OWN * recall(words, said)
        found += item.covered and enough and any(name in stating for name in item.claims)
    return found
