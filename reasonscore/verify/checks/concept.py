"""Concept: synonyms, abbreviations and brands are the same thing; another drug or disease of the class is not."""

from __future__ import annotations

import re

from reasonscore.lexicon.concept import Mention
from reasonscore.verify.comparison import Aligned, Comparison
from reasonscore.verify.statement import Statement, concept_relation, names
from reasonscore.verify.verdict import Check, Weight, silent

NAME = "concept"
SAME_TOPIC = 0.6
"""Share of the claim's words beside the concept that a sentence must hold before its concepts are compared."""

_COMPARED = ("drug", "drug_class", "disease", "organism", "procedure", "imaging", "anatomy", "lab", "finding")
_RIVALS = ("drug", "drug_class", "disease", "organism", "procedure", "imaging", "lab", "finding")
"""Kinds of which another one in its place is no such thing; a place in the body may lie within another."""

_EXCLUSIVE = re.compile(
    r"\b(?:final|main|primary|principal|definitive|underlying) (?:diagnosis|cause)\b|\bdiagnosis (?:is|was)\b|"
    r"\bdied (?:of|from)\b|\bcause of death\b|\bculprit\b|\bcausative\b|\bblood group\b",
    re.I,
)
_ONLY = re.compile(r"\b(?:only|sole)\b", re.I)


def concept_check(comparison: Comparison) -> Check:
    """Whether the evidence names the claim's concepts or others in their place.

    Agree where every compared concept of the claim stands in the evidence and one of them by another name, or as a
    narrower concept; that both sides use the same name says nothing beyond their shared words. A
    broader, rival or unrelated concept of the same kind in its place takes the support away; only opposites contradict,
    and those belong to the direction check.
    """
    asked = [mention for mention in comparison.claim.mentions if mention.concept.kind in _COMPARED]
    missing: list[Mention] = []
    first: tuple[Mention, tuple[int, int]] | None = None
    for mention in asked:
        held = next((one for one in comparison.evidence if one[1].mentions and names(one[1], mention)), None)
        if held is not None:
            if first is None and not _words_held(mention, comparison):
                first = mention, _place(mention, *held)
        elif not _words_held(mention, comparison):
            missing.append(mention)
    for mention in missing:
        found = _rival(mention, comparison)
        if found is not None:
            sentence, other = found
            # One diagnosis excludes another; a second drug or finding excludes nothing.
            texts = (comparison.claim.text, sentence.statement.text)
            exclusive = all(_EXCLUSIVE.search(text) for text in texts) or any(_ONLY.search(text) for text in texts)
            weight: Weight = "contradicts" if exclusive else "withholds"
            return Check(NAME, "conflict", (mention.span,), (sentence.place(other.span),), weight=weight)
    if missing or first is None:
        return silent(NAME)
    return Check(NAME, "agree", (first[0].span,), (first[1],))


def _place(mention: Mention, offset: int, statement: Statement) -> tuple[int, int]:
    """Where a sentence names what the claim names."""
    same = (other for other in statement.mentions if concept_relation(other, mention) in ("same", "narrower"))
    start, end = next(same).span
    return start + offset, end + offset


def _words_held(mention: Mention, comparison: Comparison) -> bool:
    start, end = mention.span
    keys = {word.key for word in comparison.claim.words if start <= word.piece[0] < end}
    return any(keys <= statement.keys for _, statement in comparison.evidence)


def _rival(mention: Mention, comparison: Comparison) -> tuple[Aligned, Mention] | None:
    """A concept of the same kind that stands where the claim has its own, in a sentence that says the rest."""
    start, end = mention.span
    own = frozenset(word.key for word in comparison.claim.words if start <= word.piece[0] < end)
    claimed = comparison.claim.mentions
    for sentence in comparison.aligned(SAME_TOPIC, own):
        for other in sentence.statement.mentions:
            if other.concept.kind != mention.concept.kind or other.concept.kind not in _RIVALS:
                continue
            if any(
                concept_relation(other, one) in ("same", "narrower", "broader") for one in claimed if one != mention
            ):
                continue
            return sentence, other
    return None
