"""Matter: whether the numbers that a check compared are those that the claim means."""

from __future__ import annotations

from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.operation import operation_pieces
from reasonscore.verify.facts.statement import held_words, light_keys
from reasonscore.verify.verdict import Check

SHORT = 30
"""Content words of the evidence beyond which there are too many numbers to tell."""
MOST = 0.5
"""Share of the claim's other words that the sentences with the numbers must hold."""


def is_of_the_matter(comparison: Comparison, found: Check) -> bool:
    """Whether the evidence is short, and its sentences with the numbers hold most of the claim's other words.

    A sentence that holds none of them may be a list of numbers, and is not held against the check.
    """
    if sum(len(statement.words) for _, statement in comparison.evidence) > SHORT:
        return False
    claim = comparison.claim
    own = (*found.span, *operation_pieces(claim.text))
    asked = {
        index
        for index, word in enumerate(claim.words)
        if word.key not in light_keys()
        and not word.key[0].isdigit()
        and not any(start <= word.piece[0] < end for start, end in own)
    }
    held = {
        index
        for offset, statement in comparison.evidence
        if any(offset <= start < offset + len(statement.text) for start, _ in found.evidence_span)
        for index in held_words(claim, statement)
    }
    return not asked & held or len(asked & held) >= MOST * len(asked)
