"""A logistic model whose weights are a readable file in the resources."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reasonscore.resource import resource_bytes


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights by feature name.

    Args:
        name: Name of the file without its suffix.
        intercept: Log odds where all features are zero.
        weights: Log odds a unit of each feature.
        threshold: Probability from which on the answer is yes.
        digest: Start of the file's SHA-256, for signatures.
    """

    name: str
    intercept: float
    weights: Mapping[str, float]
    threshold: float
    digest: str

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability, from 0 to 1, that these features give; all of the model's features must be there."""
        odds = self.intercept + sum(weight * features[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


@cache
def load_linear_model(name: str) -> LinearModel:
    """The model in `verify/NAME.json` of the resources."""
    content = resource_bytes(f"verify/{name}.json")
    found = json.loads(content)
    digest = hashlib.sha256(content).hexdigest()[:8]
    return LinearModel(name, found["intercept"], found["weights"], found["threshold"], digest)
