"""The lexical backend: shared words, numbers and negation, without a model.

A baseline and a stand-in where no model may run. It cannot read paraphrase; docs/validity.md says how far it gets.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

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


def _row(premise: str, hypothesis: str) -> tuple[float, float, float]:
    known, asked = frozenset(content_words(premise)), frozenset(content_words(hypothesis))
    topic = asked - _NEGATIONS
    if not topic:
        return 0.0, 0.0, 1.0
    numbers = {word for word in topic if word[0].isdigit()}
    same = len(topic & known) / len(topic)
    related = 1 / (1 + math.exp(-_SLOPE * (same - _MIDDLE)))
    flipped = bool(known & _NEGATIONS) != bool(asked & _NEGATIONS)
    differs = bool(numbers - known) and any(word[0].isdigit() for word in known)
    contradicted = related * (0.7 if flipped else 0.5 if differs else 0.05)
    supported = related - contradicted
    return supported, contradicted, 1 - related
