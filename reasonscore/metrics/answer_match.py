"""Whether a predicted answer names the same thing as a gold answer: a ladder, and the rung that decided.

The rungs are `exact`, `normalised`, `fuzzy` (spelling, word order) and `concept`: the same diagnosis by its parts, with
synonyms, abbreviations and sites of the body. Another side, type, grade, organism, dose or a negation refuses before
any likeness counts. A further rung, `entailment`, is AnswerAccuracy's: it needs a verdict that a row brings along.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from reasonscore.metrics.matching.canonical import canonical_pair, compare_concepts
from reasonscore.metrics.matching.comparison import compare_diagnoses
from reasonscore.metrics.matching.conflict import HEAD
from reasonscore.metrics.matching.normal_form import normalise
from reasonscore.metrics.matching.same_stem import same_stem

Rung = Literal["exact", "normalised", "fuzzy", "concept", "entailment", "none"]
FUZZY_THRESHOLD = 0.9
"""Least similarity of two spellings of one answer; one wrong letter in ten."""
SYNONYM_THRESHOLD = 0.6
"""Least likeness where the lexicon's synonyms were needed: it merges terms that a clinician may keep apart."""

_ITEM = re.compile(r"\(?(?:[A-Ha-h]|\d{1,2})[.)]\s+")
_QUANTITY = re.compile(r"([-+]?\d{1,15}(?:,\d{3})*(?:\.\d{1,15})?) ?([a-z%/]*)")
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
    left, right = normalise(strip_letter(predicted)), normalise(strip_letter(gold))
    if not left or not right:
        return AnswerMatch(False, "none", 0.0)
    if left == right or same_number(left, right):
        return AnswerMatch(True, "normalised", 1.0)
    found = compare_diagnoses(predicted, gold)
    similarity = spelling_similarity(left, right)
    if similarity >= threshold and not found.conflict and _same_words(left, right):
        return AnswerMatch(True, "fuzzy", similarity)
    whole = compare_concepts(predicted, gold)
    if whole is not None and whole != "related":
        return AnswerMatch(whole == "same", "concept" if whole == "same" else "none", float(whole == "same"))
    if found.conflict not in ("", HEAD):
        return AnswerMatch(False, "none", 0.0)
    if found.same:
        return AnswerMatch(True, "concept", found.likeness)
    again = compare_diagnoses(*canonical_pair(predicted, gold))
    if again.same and again.likeness >= SYNONYM_THRESHOLD:
        return AnswerMatch(True, "concept", again.likeness)
    return AnswerMatch(False, "none", found.likeness)


def strip_letter(text: str) -> str:
    """The text without the letter or number of a list item in front of it.

    >>> strip_letter("(B) Heparin"), strip_letter("B. Heparin")
    ('Heparin', 'Heparin')
    """
    return _ITEM.sub("", text.strip(), count=1) or text


def same_number(left: str, right: str) -> bool:
    """Whether two texts are the same number with the same unit, however it is written.

    >>> same_number("1,000 mg", "1000.0mg"), same_number("5 mg", "5 g")
    (True, False)
    """
    one, other = _QUANTITY.fullmatch(left), _QUANTITY.fullmatch(right)
    if one is None or other is None or one[2] != other[2]:
        return False
    return float(one[1].replace(",", "")) == float(other[1].replace(",", ""))


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
