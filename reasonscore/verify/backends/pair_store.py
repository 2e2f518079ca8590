"""Judged pairs on disk: a SQLite file that several processes and later runs share."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from reasonscore.errors import ResourceError
from reasonscore.verify.backend import Backend, ProbabilityRows, TextPair

_LAYOUT = "create table if not exists judged (pair blob primary key, row blob not null) without rowid"
_MAGIC = b"SQLite format 3\0"
_WAIT = 60.0
"""Seconds to wait while another process writes."""
_ASKED = 500
"""Keys in one question; SQLite takes a limited number of variables."""
_ROW_BYTES = 3 * 8


class StoredBackend:
    """A backend that keeps its rows in a file; no text is stored, only hashes of model and pair.

    Args:
        backend: Judges what the file does not hold.
        path: The file; made where there is none. One that is damaged is set aside and begun anew, with a warning.

    Raises:
        ResourceError: Where the file can be neither opened nor made, or is something else: it is left as it is.
    """

    def __init__(self, backend: Backend, path: Path) -> None:
        self._backend = backend
        self._path = path
        # Whatever changes a number is in the signature, so rows of another model are never found.
        self._model = hashlib.sha256(json.dumps(dict(backend.signature()), sort_keys=True).encode()).digest()
        self._prepare()

    def predict(self, pairs: Sequence[TextPair]) -> ProbabilityRows:
        """One row of probabilities a pair, in the order of the pairs; the same bits as when it was first judged."""
        keys = [self._key(pair) for pair in pairs]
        known = self._read(list(dict.fromkeys(keys)))
        missing = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in known}
        if missing:
            judged = self._backend.predict(list(missing.values()))
            fresh = {key: row.astype("<f8").tobytes() for key, row in zip(missing, judged, strict=True)}
            self._write(fresh)
            known |= fresh
        joined = b"".join(known[key] for key in keys)
        return np.frombuffer(joined, dtype="<f8").reshape(len(pairs), 3).astype(np.float64)

    def signature(self) -> Mapping[str, str]:
        """That of the backend: remembering changes no number."""
        return self._backend.signature()

    def _key(self, pair: TextPair) -> bytes:
        text = f"{len(pair.premise)}\0{pair.premise}\0{pair.hypothesis}"
        return hashlib.sha256(self._model + text.encode("utf-8", "surrogatepass")).digest()

    def _connect(self) -> closing[sqlite3.Connection]:
        # Opened for each call: a connection must not cross threads or a fork.
        return closing(sqlite3.connect(self._path, timeout=_WAIT))

    def _prepare(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._refuse_another_file()
            try:
                self._make()
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                self._begin_anew(str(error))
        except (OSError, sqlite3.Error) as error:
            raise ResourceError(
                f"the pair cache '{self._path}' cannot be opened: {error}; give another file"
            ) from error

    def _refuse_another_file(self) -> None:
        if not self._path.is_file():
            return
        with self._path.open("rb") as handle:
            start = handle.read(len(_MAGIC))
        if start and start != _MAGIC:
            raise ResourceError(
                f"'{self._path}' is no pair cache but another file; give --pair-cache a file of its own"
            )

    def _make(self) -> None:
        with self._connect() as connection, connection:
            connection.execute("pragma journal_mode = wal")
            connection.execute(_LAYOUT)
            found = connection.execute("pragma quick_check(1)").fetchone()
            if found != ("ok",):
                raise sqlite3.DatabaseError(str(found[0]))

    def _begin_anew(self, reason: str) -> None:
        aside = self._path.with_name(self._path.name + ".damaged")
        self._path.replace(aside)
        for ending in ("-wal", "-shm"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
        self._make()
        warnings.warn(
            f"the pair cache '{self._path}' was damaged ({reason}); it is kept as '{aside.name}' and begun anew",
            stacklevel=2,
        )

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        try:
            with self._connect() as connection:
                for part in _parts(keys):
                    places = ",".join("?" * len(part))
                    rows = connection.execute(f"select pair, row from judged where pair in ({places})", part)
                    found.update((key, row) for key, row in rows if len(row) == _ROW_BYTES)
        except sqlite3.OperationalError:
            return found  # Busy beyond patience: the pairs are judged again.
        except sqlite3.DatabaseError as error:
            self._begin_anew(str(error))
            return {}
        return found

    def _write(self, rows: Mapping[bytes, bytes]) -> None:
        try:
            with self._connect() as connection, connection:
                connection.executemany("insert or ignore into judged values (?, ?)", rows.items())
        except sqlite3.OperationalError as error:
            # A full disk or a long wait loses speed, never a verdict.
            warnings.warn(f"the pair cache '{self._path}' took no rows: {error}", stacklevel=2)


def _parts(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(keys), _ASKED):
        yield keys[start : start + _ASKED]
