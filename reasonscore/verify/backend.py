"""What an entailment backend is: premise and hypothesis in, three probabilities out, in the order of the pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

ProbabilityRows = NDArray[np.float64]
"""Shape `(n_pairs, 3)`, rows sum to one, columns in the order of `reasonscore.verify.verdict.LABELS`."""


class TextPair(NamedTuple):
    """What is known, and what is to be judged by it."""

    premise: str
    hypothesis: str


@runtime_checkable
class Backend(Protocol):
    """A model or rule that judges pairs; a pair's row never depends on the other pairs of the call."""

    def predict(self, pairs: Sequence[TextPair]) -> ProbabilityRows:
        """One row of probabilities a pair, in the order of the pairs."""

    def signature(self) -> Mapping[str, str]:
        """What changes the probabilities: backend, model with hash, temperature, maximal length."""
