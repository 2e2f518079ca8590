"""Causation: an association in the evidence is no cause."""

from __future__ import annotations

from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.cue_table import find_cues
from reasonscore.verify.facts.likeness import says_alike
from reasonscore.verify.facts.relation_cue import find_relations
from reasonscore.verify.facts.statement import word_key
from reasonscore.verify.verdict import Check, silent

NAME = "causation"
SAME_TOPIC = 0.6
"""Share of the claim's other words that a sentence must hold before the two relations are compared."""
ALIKE = 0.75
"""The same before a relation of the same kind is support."""

_WORDS = frozenset(
    word_key(word)
    for word in "cause causes caused causing lead leads led leading result results resulted resulting "
    "induce induces induced due secondary associated association correlated correlates correlation linked link related "
    "prevent prevents prevented "
    "protect protects against fewer less more often reported "
    "risk factor marker predictor relationship".split()
)


def causation_check(comparison: Comparison) -> Check:
    """Whether a claimed cause is more than an association in the evidence, which only withholds its support."""
    claim = comparison.claim
    asked = [one for one in find_relations(claim.text) if one.name in ("cause", "prevent", "link")]
    if len({one.name for one in asked}) != 1:
        return silent(NAME)
    mine = asked[0]
    for sentence in comparison.aligned(SAME_TOPIC, _WORDS):
        known = [one for one in find_relations(sentence.statement.text) if one.name in ("cause", "prevent", "link")]
        if not known and mine.name != "link":
            # "Dog owners had asthma less often": what is linked with it stands in another part of the sentence.
            linked = [cue for cue in find_cues("relations", sentence.statement.text) if cue.meaning == "link"]
            if linked:
                return Check(NAME, "conflict", (mine.piece,), (sentence.place(linked[0].piece),), weight="withholds")
        if len({one.name for one in known}) != 1:
            continue
        spans = (mine.piece,), (sentence.place(known[0].piece),)
        if mine.name != "link" and known[0].name == "link":
            return Check(NAME, "conflict", *spans, weight="withholds")
        alike = sentence.share >= ALIKE and says_alike(claim, sentence.statement)
        if mine.name in (known[0].name, "link") and alike:
            return Check(NAME, "agree", *spans)
    return silent(NAME)
