"""Ids that came before, in a memory that does not grow with the file: marks in a temporary table on disk."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from hashlib import blake2b

from reasonscore.errors import ReasonScoreError

CACHE_KILOBYTES = 2048


def mark_of(name: str) -> int:
    """64 bits of a hash of an id, the same in every process.

    >>> mark_of("c1") == mark_of("c1") != mark_of("c2")
    True
    """
    content = name.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "big", signed=True)


class Seen:
    """Marks that were added before.

    A private database of SQLite, which lives in memory while it is small and in an unnamed temporary file after.

    >>> seen = Seen()
    >>> seen.add(5), seen.add(5)
    (True, False)
    """

    def __init__(self) -> None:
        self._table = sqlite3.connect("", isolation_level=None)
        for line in (
            f"PRAGMA cache_size = -{CACHE_KILOBYTES}",
            "PRAGMA journal_mode = OFF",
            "PRAGMA synchronous = OFF",
            "PRAGMA locking_mode = EXCLUSIVE",
            "CREATE TABLE seen (mark INTEGER PRIMARY KEY)",
            "BEGIN",
        ):
            self._table.execute(line)

    def add(self, mark: int) -> bool:
        """Whether the mark is new.

        Raises:
            ReasonScoreError: Where the temporary file cannot grow.
        """
        try:
            return self._table.execute("INSERT OR IGNORE INTO seen VALUES (?)", (mark,)).rowcount == 1
        except sqlite3.Error as error:
            raise ReasonScoreError(
                f"cannot keep the ids that were seen in the temporary folder: {error}; make room there or set TMPDIR"
            ) from error

    def close(self) -> None:
        """Let the table go."""
        with suppress(sqlite3.Error):
            self._table.close()
