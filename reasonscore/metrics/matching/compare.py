"""Whether two diagnoses are the same one: the shares of each that the other covers, and what keeps them apart."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import exp
from typing import NamedTuple

from reasonscore.metrics.matching.abbreviations import find_definitions, strip_brackets
from reasonscore.metrics.matching.diagnosis import Diagnosis, Token, first_statement, read_diagnosis
from reasonscore.metrics.matching.vocabulary import WEIGHTS, is_part_of, vocabulary

THRESHOLD = 0.44
"""Least likeness of two answers that name the same diagnosis."""

_NEARLY_ALL = 0.8
LONGEST_TEXT = 2000
"""Characters that are read of an answer."""

_WEIGHTS = {
    "core": 1.2,
    "shared": 1.5,
    "pair": 1.9,
    "overall": 1.3,
    "gold": 0.9,
    "extra": -0.9,
    "apart": -1.0,
    "disjoint": -1.3,
    "open_site": -0.2,
    "same_site": 0.3,
}
_BIAS = -3.0
"""A logistic model over the shares, fitted on judged answers to clinical cases (figures: docs/validity.md)."""


_CORE = WEIGHTS["common"]


class Comparison(NamedTuple):
    """How two diagnoses compare.

    Args:
        likeness: How likely they are the same one, from 0 to 1.
        conflict: What keeps them apart whatever they share (`left/right`, `type`, `organism`), or an empty string.
        shares: The weighted shares that the likeness comes from, by name.
    """

    likeness: float
    conflict: str
    shares: dict[str, float]

    @property
    def same(self) -> bool:
        """Whether both name the same diagnosis: alike enough, or nearly all words shared however few they are."""
        if self.conflict or not self.shares:
            return False
        if self.shares["overall"] >= _NEARLY_ALL:
            return not self.shares["disjoint"]
        vague = self.shares["open_site"] and self.shares["core"] * 3 < WEIGHTS["specific"]
        return self.likeness >= THRESHOLD and not vague


@lru_cache(maxsize=8192)
def compare_diagnoses(predicted: str, gold: str) -> Comparison:
    """The comparison of two answers.

    >>> compare_diagnoses("Hemangioma of the right ear", "Hemangioma of the left ear").conflict
    'left/right'
    >>> compare_diagnoses("Typical carcinoid of the left lung", "Carcinoid tumor of the lung").same
    True
    """
    predicted, gold = first_statement(predicted[:LONGEST_TEXT]), first_statement(gold[:LONGEST_TEXT])
    definitions = find_definitions(predicted, gold)
    left = read_diagnosis(strip_brackets(predicted), definitions)
    right = read_diagnosis(strip_brackets(gold), definitions)
    if not left.components or not right.components:
        return Comparison(0.0, "", {})
    shares = _shares(left, right)
    logit = _BIAS + sum(weight * shares[name] for name, weight in _WEIGHTS.items())
    return Comparison(1 / (1 + exp(-logit)), find_conflict(left, right), shares)


def _shares(left: Diagnosis, right: Diagnosis) -> dict[str, float]:
    ours, theirs = left.tokens, right.tokens
    found = [token for token in _telling(theirs) if _covers(token, ours)]
    extra = [token for token in _unique(left.components[0]) if token.weight >= _CORE and not _covers(token, theirs)]
    sites, places = _sites(theirs), _sites(ours)
    same_site = any(_covers(token, places) for token in sites)
    here, there = frozenset().union(*left.sites), frozenset().union(*right.sites)
    return {
        "core": min(sum(token.weight for token in found if token.weight >= _CORE), 3.0) / 3,
        "shared": min(sum(token.weight for token in found), 3.0) / 3,
        "pair": max(_pair(one, other) for one in left.components for other in right.components),
        "overall": dice(ours, theirs),
        "gold": coverage(theirs, ours),
        "extra": min(sum(token.weight for token in extra), 2.0) / 2,
        "apart": float(_disjoint(left.sites[0], right.sites[0])),
        "disjoint": float(_disjoint(here, there)),
        "open_site": float(bool(sites) and not same_site),
        "same_site": float(same_site),
    }


def _pair(one: Iterable[Token], other: Iterable[Token]) -> float:
    """How much two components say alike, from 0 to 1: their likeness times the weight of what they share."""
    ours, theirs = _telling(one), _telling(other)
    if not ours or not theirs:
        return 0.0
    shared = sum(token.weight for token in theirs if _covers(token, ours))
    return dice(ours, theirs) * min(shared, 2.0) / 2


def dice(one: Iterable[Token], other: Iterable[Token]) -> float:
    """Twice what two lists of words share over all that they say, by weight."""
    ours, theirs = _unique(one), _unique(other)
    shared = sum(token.weight for token in ours if _covers(token, theirs))
    shared += sum(token.weight for token in theirs if _covers(token, ours))
    return shared / sum(token.weight for token in (*ours, *theirs))


def coverage(part: Iterable[Token], other: Iterable[Token]) -> float:
    """The weighted share of a component's words that another text has."""
    unique, others = _unique(part), tuple(other)
    total = sum(token.weight for token in unique)
    return sum(token.weight for token in unique if _covers(token, others)) / total if total else 0.0


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
    mine, yours = dict(left.levels), dict(right.levels)
    for kind in mine:
        if kind in yours and not {n for k, n in left.levels if k == kind} & {n for k, n in right.levels if k == kind}:
            return kind
    if left.organisms and right.organisms and not left.organisms & right.organisms:
        return "organism"
    return ""


@lru_cache(maxsize=65536)
def same_stem(one: str, other: str) -> bool:
    """Whether two stems are one word: equal, a shared beginning with short rests, or one letter apart in a long word.

    >>> same_stem("meningioma", "menigioma"), same_stem("hyperthyroidism", "hypothyroidism")
    (True, False)
    """
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 6 and longer.startswith(shorter) and len(longer) - len(shorter) <= 3:
        return True
    if len(shorter) < 6 or len(longer) - len(shorter) > 2:
        return False
    if any((a in one) != (a in other) for pair in vocabulary().antonyms for a in pair if len(a) >= 4):
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    return one[:1] == other[:1] and DamerauLevenshtein.distance(one, other) <= (1 if len(shorter) < 10 else 2)


def _covers(token: Token, others: Iterable[Token]) -> bool:
    if token.kind == "site":
        return any(
            other.kind == "site" and (is_part_of(token.stem, other.stem) or is_part_of(other.stem, token.stem))
            for other in others
        )
    return any(other.kind != "site" and same_stem(token.stem, other.stem) for other in others)


def _unique(tokens: Iterable[Token]) -> tuple[Token, ...]:
    return tuple(dict.fromkeys(tokens))


def _telling(tokens: Iterable[Token]) -> tuple[Token, ...]:
    return tuple(token for token in _unique(tokens) if token.kind != "qualifier")


def _sites(tokens: Iterable[Token]) -> tuple[Token, ...]:
    return tuple(token for token in _unique(tokens) if token.kind == "site")


def _disjoint(here: Iterable[str], there: Iterable[str]) -> bool:
    pairs = [(a, b) for a in here for b in there]
    return bool(pairs) and not any(is_part_of(a, b) or is_part_of(b, a) for a, b in pairs)
