"""Frequency: the same drug, how often is it taken?"""

from __future__ import annotations

import math

from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.frequency import find_frequencies
from reasonscore.verify.facts.measure import measures
from reasonscore.verify.verdict import Check

NAME = "quantity"
REACH = 60
"""Characters after a drug's name within which a frequency is its own."""
SAME = 0.08
"""How far, as a share, two frequencies may differ: "monthly" is every 30 days or every four weeks."""
_DOSES = ("drug", "drug_class")


def frequency_check(comparison: Comparison) -> Check | None:
    """How often the claim's only drug is taken, where both sides say so; None where they do not."""
    claim = comparison.claim
    drugs = {mention.concept.id for mention in claim.mentions if mention.concept.kind in _DOSES}
    mine = find_frequencies(claim.text)
    if len(drugs) != 1 or len(mine) != 1:
        return None
    for offset, statement in comparison.evidence:
        named = [m for m in statement.mentions if m.concept.kind in _DOSES]
        theirs = find_frequencies(statement.text)
        for mention in named:
            if mention.concept.id not in drugs:
                continue
            ends = [
                other.span[0] for other in named if other.span[0] >= mention.span[1] and other.concept.id not in drugs
            ]
            end = min([mention.span[1] + REACH, *ends])
            own = [one for one in theirs if mention.span[1] <= one.piece[0] < end]
            if len(own) != 1 or (len({one.daily for one in theirs}) > 1 and len(named) == 1):
                continue
            where = ((own[0].piece[0] + offset, own[0].piece[1] + offset),)
            if math.isclose(own[0].daily, mine[0].daily, rel_tol=SAME):
                return Check(NAME, "agree", (mine[0].piece,), where)
            if not measures(claim.text):
                return Check(NAME, "conflict", (mine[0].piece,), where)
    return None
