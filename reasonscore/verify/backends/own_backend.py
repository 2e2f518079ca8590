"""Your own judge as a backend: what it gives is held against what a verdict needs.

>>> class Half:
...     def predict(self, pairs):
...         return [[0.5, 0.25, 0.25] for _ in pairs]
...
...     def signature(self):
...         return {"model": "half-1"}
>>> judge = OwnBackend("half", Half())
>>> judge.predict([TextPair("It rains.", "It rains.")]).tolist(), judge.signature()
([[0.5, 0.25, 0.25]], {'backend': 'half', 'model': 'half-1'})
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from reasonscore.errors import ReasonScoreError, ResourceError
from reasonscore.signature import clean
from reasonscore.verify.backend import Backend, ProbabilityRows, TextPair

_SLACK = 1e-3
"""How far from one a row may add up to: half precision."""


class OwnBackend:
    """A backend of somebody else's code.

    Args:
        name: What the user calls it.
        backend: The judge.

    Raises:
        ResourceError: For an object that is no backend.
    """

    def __init__(self, name: str, backend: object) -> None:
        if isinstance(backend, type) or not isinstance(backend, Backend):
            found = backend.__name__ if isinstance(backend, type) else type(backend).__name__
            raise ResourceError(f"verifier '{name}': found {found}, expected an object with predict and signature")
        self._name = name
        self._backend = backend

    def predict(self, pairs: Sequence[TextPair]) -> ProbabilityRows:
        """One row of probabilities a pair, in the order of the pairs.

        Raises:
            ReasonScoreError: Where the judge fails, or gives anything but a row of three probabilities a pair.
        """
        if not pairs:
            return np.empty((0, 3))
        try:
            rows = np.asarray(self._backend.predict(pairs), dtype=np.float64)
        except ReasonScoreError:
            raise
        except Exception as error:
            raise ReasonScoreError(f"verifier '{self._name}': failed with {type(error).__name__}: {error}") from error
        if rows.shape != (len(pairs), 3):
            raise ReasonScoreError(
                f"verifier '{self._name}': found an array of shape {rows.shape}, expected ({len(pairs)}, 3): "
                "supported, contradicted, unverifiable for each pair"
            )
        # Written so that what is no number is wrong as well.
        wrong = ~((rows >= 0).all(axis=1) & (np.abs(rows.sum(axis=1) - 1) <= _SLACK))
        if wrong.any():
            row = ", ".join(f"{value:g}" for value in rows[int(wrong.argmax())])
            raise ReasonScoreError(
                f"verifier '{self._name}': found the row {row}, expected probabilities that sum to 1"
            )
        return rows

    def signature(self) -> Mapping[str, str]:
        """The user's name for it, and what it says of itself."""
        own = {str(key): clean(str(value)) for key, value in self._backend.signature().items()}
        return {"backend": clean(self._name)} | own
