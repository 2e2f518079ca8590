"""A bounded memory of judged pairs: the same premise and hypothesis are judged once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock

import numpy as np

from reasonscore.verify.backend import Backend, ProbabilityRows, TextPair


class CachedBackend:
    """A backend that remembers its latest rows.

    Args:
        backend: Judges what is not remembered.
        size: Pairs to remember; the one unused for longest goes first.
    """

    def __init__(self, backend: Backend, size: int = 65536) -> None:
        self._backend = backend
        self._size = size
        self._rows: OrderedDict[TextPair, tuple[float, ...]] = OrderedDict()
        self._lock = Lock()

    def predict(self, pairs: Sequence[TextPair]) -> ProbabilityRows:
        """One row of probabilities a pair, in the order of the pairs."""
        with self._lock:
            known = {pair: self._rows[pair] for pair in pairs if pair in self._rows}
        asked = list(dict.fromkeys(pair for pair in pairs if pair not in known))
        if asked:
            judged = self._backend.predict(asked)
            known |= {pair: tuple(row) for pair, row in zip(asked, judged.tolist(), strict=True)}
            with self._lock:
                for pair in asked:
                    self._rows[pair] = known[pair]
                while len(self._rows) > self._size:
                    self._rows.popitem(last=False)
        return np.array([known[pair] for pair in pairs], dtype=np.float64).reshape(len(pairs), 3)

    def signature(self) -> Mapping[str, str]:
        """That of the backend: remembering changes no number."""
        return self._backend.signature()
