"""Whether a predicted answer names the same thing as a gold answer: a ladder, and the rung that decided.

The rungs are `exact`, `normalised`, `fuzzy` (spelling, word order) and `concept`: the same diagnosis by its parts, with
synonyms, abbreviations and sites of the body. Another side, type, grade, organism, dose or a negation refuses before
any likeness counts. A further rung, `entailment`, is AnswerAccuracy's: it needs a verdict that a row brings along.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from reasonscore.metrics.matching.canonical import canonical_pair
from reasonscore.metrics.matching.compare import compare_diagnoses, same_stem
from reasonscore.metrics.matching.normalise import normalise

Rung = Literal["exact", "normalised", "fuzzy", "concept", "entailment", "none"]
FUZZY_THRESHOLD = 0.9
"""Least similarity of two spellings of one answer; one wrong letter in ten."""
SYNONYM_THRESHOLD = 0.6
"""Least likeness where the lexicon's synonyms were needed: it merges terms that a clinician may keep apart."""

_NUMBERS = re.compile(r"\d+(?:\.\d+)?|\b[ivx]+\b")


class AnswerMatch(NamedTuple):
    """Whether two answers match, the first rung that said so (`none` where none did), and their similarity (0 to 1)."""

    matched: bool
    rung: Rung
    similarity: float


def match_answer(predicted: str, gold: str, threshold: float = FUZZY_THRESHOLD) -> AnswerMatch:
    """How a predicted answer compares with a gold one.

    >>> match_answer("Gastric schwannoma", "gastric schwannoma.")
    AnswerMatch(matched=True, rung='normalised', similarity=1.0)
    >>> match_answer("Type 1 diabetes", "type 2 diabetes").matched
    False
    """
    if predicted.strip() and predicted == gold:
        return AnswerMatch(True, "exact", 1.0)
    left, right = normalise(predicted), normalise(gold)
    if not left or not right:
        return AnswerMatch(False, "none", 0.0)
    if left == right:
        return AnswerMatch(True, "normalised", 1.0)
    found = compare_diagnoses(predicted, gold)
    similarity = spelling_similarity(left, right)
    if similarity >= threshold and not found.conflict and _same_words(left, right):
        return AnswerMatch(True, "fuzzy", similarity)
    if found.same:
        return AnswerMatch(True, "concept", found.likeness)
    if found.conflict:
        return AnswerMatch(False, "none", 0.0)
    again = compare_diagnoses(*canonical_pair(predicted, gold))
    if again.same and again.likeness >= SYNONYM_THRESHOLD:
        return AnswerMatch(True, "concept", again.likeness)
    return AnswerMatch(False, "none", found.likeness)


def spelling_similarity(left: str, right: str) -> float:
    """The larger of the similarities as written and with the words sorted, from 0 to 1."""
    from rapidfuzz import fuzz

    return max(fuzz.ratio(left, right), fuzz.token_sort_ratio(left, right)) / 100


def _same_words(left: str, right: str) -> bool:
    """Whether the words of both differ in spelling only, and no number differs."""
    if sorted(_NUMBERS.findall(left)) != sorted(_NUMBERS.findall(right)):
        return False
    ours, theirs = left.split(), right.split()
    pairs = [*((word, theirs) for word in ours), *((word, ours) for word in theirs)]
    return all(len(word) < 5 or any(same_stem(word, other) for other in others) for word, others in pairs)
