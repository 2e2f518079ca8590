"""Whether a predicted answer names the same thing as a gold answer: a ladder, and the rung that decided.

The rungs are `exact`, `normalised`, `fuzzy` (spelling, word order) and `concept` (the same entry of the lexicon). A
further rung, `entailment`, is AnswerAccuracy's: it needs a verdict that a row brings along.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from reasonscore.metrics.matching.normalise import normalise

Rung = Literal["exact", "normalised", "fuzzy", "concept", "entailment", "none"]
FUZZY_THRESHOLD = 0.9
"""Least similarity of two spellings of one answer; one wrong letter in ten."""

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
    similarity = spelling_similarity(left, right)
    if similarity >= threshold and _NUMBERS.findall(left) == _NUMBERS.findall(right):
        return AnswerMatch(True, "fuzzy", similarity)
    return AnswerMatch(False, "none", similarity)


def spelling_similarity(left: str, right: str) -> float:
    """The larger of the similarities as written and with the words sorted, from 0 to 1."""
    from rapidfuzz import fuzz

    return max(fuzz.ratio(left, right), fuzz.token_sort_ratio(left, right)) / 100
