"""The lexical backend: shared words, numbers and negation, without a model.

A baseline and a stand-in where no model may run. It cannot read paraphrase; docs/validity.md says how far it gets.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from reasonscore.verify.backend import ProbabilityRows, TextPair
from reasonscore.verify.words import content_words

_NEGATIONS = frozenset(
    {"no", "not", "without", "never", "neither", "nor", "none", "absent", "deni", "negative", "cannot"}
)
_SLOPE, _MIDDLE = 7.0, 0.68


class LexicalBackend:
    """Probabilities from the share of the hypothesis' words that the premise holds.

    >>> rows = LexicalBackend().predict([TextPair("Troponin was elevated at 3 hours.", "Troponin was elevated.")])
    >>> int(rows[0].argmax())
    0
    """

    def predict(self, pairs: Sequence[TextPair]) -> ProbabilityRows:
        """One row of probabilities a pair."""
        return np.array([_row(*pair) for pair in pairs], dtype=np.float64).reshape(len(pairs), 3)

    def signature(self) -> Mapping[str, str]:
        """The backend's name and rule version."""
        return {"backend": "lexical", "rules": "1"}


class _Words(NamedTuple):
    """The words of a text; those that are no negations; those that are numbers; whether one is a negation."""

    words: frozenset[str]
    topic: frozenset[str]
    numbers: frozenset[str]
    denies: bool


@lru_cache(maxsize=8192)
def _read(text: str) -> _Words:
    words = frozenset(content_words(text))
    numbers = frozenset([word for word in words if word[0].isdigit()])
    return _Words(words, words - _NEGATIONS, numbers, not words.isdisjoint(_NEGATIONS))


def _row(premise: str, hypothesis: str) -> tuple[float, float, float]:
    known, asked = _read(premise), _read(hypothesis)
    topic = asked.topic
    if not topic:
        return 0.0, 0.0, 1.0
    same = len(topic & known.words) / len(topic)
    related = 1 / (1 + math.exp(-_SLOPE * (same - _MIDDLE)))
    flipped = known.denies != asked.denies
    # No number is among the negations.
    differs = bool(known.numbers) and not asked.numbers <= known.numbers
    contradicted = related * (0.7 if flipped else 0.5 if differs else 0.05)
    supported = related - contradicted
    return supported, contradicted, 1 - related
