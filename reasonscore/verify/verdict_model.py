"""The model that turns a window's features into the three probabilities: multinomial logistic, a readable file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from reasonscore.resource import resource_bytes
from reasonscore.verify.backend import ProbabilityRows


@dataclass(frozen=True, slots=True)
class VerdictModel:
    """Weights of each feature for each label, in the order of `LABELS`.

    Args:
        names: Features in order.
        weights: Shape `(n_features, 3)`, log odds a unit of the feature.
        intercept: Shape `(3,)`.
        threshold: Probability below which neither support nor contradiction is asserted.
        digest: Start of the file's SHA-256, for signatures.
    """

    names: tuple[str, ...]
    weights: ProbabilityRows
    intercept: ProbabilityRows
    threshold: float
    digest: str
    _rows: tuple[tuple[str, tuple[float, float, float]], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_rows", tuple(zip(self.names, map(tuple, self.weights.tolist()), strict=True)))

    def probabilities(self, features: list[Mapping[str, float]]) -> ProbabilityRows:
        """Shape `(n, 3)`: rows sum to one; features that the model does not know are left out."""
        # Summed row by row in the order of the names, so that no row's last digit depends on how many rows there are.
        # Most features are zero and add nothing, which is why this is faster than an array of all of them.
        odds = np.array([self._sums(one) for one in features]).reshape(-1, 3) + self.intercept
        exponents = np.exp(odds - odds.max(axis=1, keepdims=True))
        return exponents / exponents.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]

    def _sums(self, features: Mapping[str, float]) -> tuple[float, float, float]:
        """What the features add to the log odds of each label."""
        first = second = third = 0.0
        for name, (one, two, three) in self._rows:
            value = features[name]
            if value:
                first += value * one
                second += value * two
                third += value * three
        return first, second, third


@cache
def load_verdict_model(backend: str = "onnx") -> VerdictModel:
    """The model fitted for a backend; backends without one of their own take that of the embedded model."""
    name = "verdict_lexical.json" if backend == "lexical" else "verdict.json"
    content = resource_bytes(f"verify/{name}")
    return read_verdict_model(json.loads(content), hashlib.sha256(content).hexdigest()[:8])


def read_verdict_model(found: Mapping[str, Any], digest: str = "") -> VerdictModel:
    """The model of a file's content."""
    weights: Mapping[str, list[float]] = found["weights"]
    names = tuple(weights)
    matrix = np.array([weights[name] for name in names])
    return VerdictModel(names, matrix, np.array(found["intercept"]), float(found.get("threshold", 0.0)), digest)
