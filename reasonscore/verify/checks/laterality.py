"""Laterality: is the same thing on the same side?"""

from __future__ import annotations

from reasonscore.verify.comparison import Comparison
from reasonscore.verify.cue_table import find_cues
from reasonscore.verify.statement import word_key
from reasonscore.verify.verdict import Check

NAME = "laterality"
SAME_TOPIC = 0.5
"""Share of the claim's other words that a sentence must hold before sides are compared."""

SIDES = frozenset(
    word_key(word)
    for word in "left right sided side sides bilateral bilaterally both unilateral unilaterally one only".split()
)


def laterality_check(comparison: Comparison) -> Check:
    """Whether evidence about the claim's words names the claim's side.

    Both sides include each; one side does not show both, so such a claim is only withheld.
    """
    claim = comparison.claim
    asked = find_cues("sides", claim.text)
    if not asked or len({cue.meaning for cue in asked}) > 1:
        return Check(NAME, "silent")
    side, piece = asked[0]
    words = claim.near(piece, skip=SIDES)
    for sentence in comparison.aligned(SAME_TOPIC, SIDES):
        statement = sentence.statement
        cues = find_cues("sides", statement.text)
        held = [cue for cue in cues if words & statement.near(cue.piece, skip=SIDES)]
        if not held:
            # A single side in a sentence that says everything else is the side of what it speaks of.
            held = list(cues) if len(cues) == 1 and sentence.share >= 0.9 else []
        sides = {cue.meaning for cue in held}
        if not sides:
            continue
        spans = (piece,), (sentence.place(held[0].piece),)
        if side in sides or ("both" in sides) != (side == "one"):
            return Check(NAME, "agree", *spans)
        if side == "both" and "one" not in sides:
            return Check(NAME, "conflict", *spans, weight="withholds")
        return Check(NAME, "conflict", *spans)
    return Check(NAME, "silent")
