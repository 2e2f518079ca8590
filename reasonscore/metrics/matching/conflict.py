"""What keeps two diagnoses apart whatever else they share: side, type, organism, dose, negation, another head."""

from __future__ import annotations

from reasonscore.metrics.matching.designator import differing_designator
from reasonscore.metrics.matching.diagnosis import Diagnosis
from reasonscore.metrics.matching.same_stem import same_stem
from reasonscore.metrics.matching.vocabulary import vocabulary

HEAD = "head"
"""The one conflict that a synonym can settle: hypernephroma and renal cell carcinoma are two words for one tumour."""

_HEADS = ("itis", "oma")


def find_conflict(left: Diagnosis, right: Diagnosis) -> str:
    """What keeps two diagnoses apart whatever they share; empty where nothing does."""
    if left.negated != right.negated:
        return "negation"
    if left.amounts and right.amounts and not left.amounts & right.amounts:
        return "quantity"
    for one, other in vocabulary().antonyms:
        here = (one in left.words, other in left.words), (one in right.words, other in right.words)
        if here in (((True, False), (False, True)), ((False, True), (True, False))):
            return f"{one}/{other}"
    for word in sorted(left.words ^ right.words):
        if word.startswith("non") and word[3:] in (left.words if word in right.words else right.words):
            return word
    if name := differing_designator(left.designators, right.designators):
        return name
    if left.organisms and right.organisms and not left.organisms & right.organisms:
        return "organism"
    if _other_head(left.words, right.words):
        return HEAD
    return ""


def _other_head(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether both name an inflammation, or both a tumour, but not the same one, not even inside a longer word."""
    for ending in _HEADS:
        here, there = ([word for word in sorted(words) if _singular(word).endswith(ending)] for words in (ours, theirs))
        alike = any(_singular(a) in b or _singular(b) in a or same_stem(a, b) for a in here for b in there)
        if here and there and not alike:
            return True
    return False


def _singular(word: str) -> str:
    return word.removesuffix("s") if word.endswith("omas") else word
