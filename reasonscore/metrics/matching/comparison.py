"""Whether two diagnoses are the same one: the shares of each that the other covers, and what keeps them apart."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import exp
from typing import NamedTuple

from reasonscore.metrics.matching.abbreviations import find_definitions, strip_brackets
from reasonscore.metrics.matching.conflict import find_conflict
from reasonscore.metrics.matching.diagnosis import Diagnosis, Token, first_statement, read_diagnosis
from reasonscore.metrics.matching.same_stem import same_stem
from reasonscore.metrics.matching.vocabulary import WEIGHTS, is_part_of

THRESHOLD = 0.45
"""Least likeness of two answers that name the same diagnosis."""

_NEARLY_ALL = 0.8
LONGEST_TEXT = 2000
"""Characters that are read of an answer."""

_WEIGHTS = {
    "core": 1.4,
    "shared": 1.7,
    "pair": 1.5,
    "overall": 1.4,
    "gold": 1.1,
    "extra": -0.7,
    "apart": -1.0,
    "disjoint": -1.35,
    "open_site": -0.2,
    "same_site": 0.3,
}
_BIAS = -3.2
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
