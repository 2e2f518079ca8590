"""A backend that keeps its rows in a file, so that fitting and measuring again cost no model time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from reasonscore.verify.backend import Backend, ProbabilityRows, TextPair

CHUNK = 512


class StoredBackend:
    """Rows of a backend, remembered in FOLDER/rows-SIGNATURE.jsonl; another model starts another file."""

    def __init__(self, backend: Backend, folder: Path) -> None:
        self._backend = backend
        name = hashlib.sha256(json.dumps(dict(backend.signature())).encode()).hexdigest()[:12]
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / f"rows-{name}.jsonl"
        self._rows: dict[str, list[float]] = {}
        if self._path.exists():
            for line in self._path.read_text(encoding="utf-8").splitlines():
                key, row = json.loads(line)
                self._rows[key] = row

    def predict(self, pairs: Sequence[TextPair]) -> ProbabilityRows:
        keys = [hashlib.sha256("\0".join(pair).encode()).hexdigest()[:24] for pair in pairs]
        missing = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in self._rows}
        asked = list(missing.items())
        for start in range(0, len(asked), CHUNK):
            part = asked[start : start + CHUNK]
            judged = self._backend.predict([pair for _, pair in part])
            with self._path.open("a", encoding="utf-8") as handle:
                for (key, _), row in zip(part, judged.tolist(), strict=True):
                    self._rows[key] = [round(value, 7) for value in row]
                    handle.write(json.dumps([key, self._rows[key]]) + "\n")
        return np.array([self._rows[key] for key in keys], dtype=np.float64).reshape(len(pairs), 3)

    def signature(self) -> Mapping[str, str]:
        return self._backend.signature()
