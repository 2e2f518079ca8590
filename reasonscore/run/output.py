"""Outputs: rows are appended chunk by chunk, and what is not a whole chunk is taken back."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import IO

from reasonscore.errors import ReasonScoreError
from reasonscore.jsonl import STANDARD, pack_bytes, unpack_bytes
from reasonscore.run.identity import is_same_file


class Stream:
    """Standard output, or a file that cannot be taken up again: a device, a pipe."""

    def __init__(self, path: str) -> None:
        self._path = path
        try:
            self._handle: IO[bytes] = sys.stdout.buffer if path == STANDARD else open(path, "wb")  # noqa: SIM115
        except OSError as error:
            raise ReasonScoreError(f"cannot write {path}: {error.strerror}") from error

    def write(self, rows: bytes) -> None:
        """Write the rows and hand them on at once.

        Raises:
            ReasonScoreError: Where they cannot be written; a pipe that its reader closed raises `BrokenPipeError`.
        """
        try:
            self._handle.write(rows)
            self._handle.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            silence(self._handle)
            name = "standard output" if self._path == STANDARD else self._path
            raise ReasonScoreError(f"cannot write {name}: {error.strerror}") from error

    def close(self) -> None:
        """Close a file; standard output stays open."""
        if self._path != STANDARD:
            with suppress(OSError):
                self._handle.close()


class BlockFile:
    """A file that holds whole chunks: each is packed by itself, so that the file can be cut after any of them.

    Args:
        path: The file; `.gz` and `.zst` are packed, a member or frame a chunk.

    Raises:
        ReasonScoreError: Where it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._is_new = not path.exists()
        pack_bytes(path, b"")  # Where packing needs an extra, that is told now and not after the first chunk.
        try:
            self._handle = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o666), "r+b", buffering=0)
        except OSError as error:
            raise ReasonScoreError(f"cannot write {path}: {error.strerror}") from error
        self.end = 0
        self.rows = 0
        self._ours = False

    @property
    def size(self) -> int:
        """Bytes that the file has, torn ones included."""
        return os.fstat(self._handle.fileno()).st_size

    def write(self, rows: bytes) -> str:
        """Append the rows of a chunk; returns the start of the hash of what was written.

        Raises:
            ReasonScoreError: Where there is no room; the chunks before stay whole.
        """
        packed = pack_bytes(self.path, rows)
        try:
            self._handle.seek(self.end)
            rest = memoryview(packed)
            while rest:
                rest = rest[self._handle.write(rest) :]
        except OSError as error:
            raise self.full(error) from error
        self.end += len(packed)
        self.rows += rows.count(b"\n")
        return _hash(packed)

    def read(self, end: int, expected: str) -> bytes | None:
        """The rows of the next chunk of an earlier run, which ends at `end`; None where it is not what was written."""
        if not self.end <= end <= self.size:
            return None
        self._handle.seek(self.end)
        packed = b""
        while len(packed) < end - self.end and (part := self._handle.read(end - self.end - len(packed))):
            packed += part
        if _hash(packed) != expected:
            return None
        rows = unpack_bytes(self.path, packed)
        self.end = end
        self.rows += rows.count(b"\n")
        return rows

    def cut(self) -> None:
        """Take back what stands after the last whole chunk; from here on the file is this run's."""
        self._ours = True
        self._handle.truncate(self.end)

    def full(self, error: OSError) -> ReasonScoreError:
        """What to tell where nothing more can be written."""
        return ReasonScoreError(
            f"cannot write {self.path}: {error.strerror}; its first {self.rows:,} rows are whole: make room, then go "
            "on with --resume"
        )

    def close(self) -> None:
        """Take back a torn chunk and close the file; what this run never began to write stays as it was."""
        with suppress(OSError):
            if self._ours:
                self.cut()
            elif self._is_new:
                self.path.unlink(missing_ok=True)
        self._handle.close()


def is_plain(path: str) -> bool:
    """Whether an output can be cut and taken up again: a regular file, or one that is yet to be made.

    >>> is_plain("-"), is_plain("/dev/null")
    (False, False)
    """
    if path == STANDARD:
        return False
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return True


def require_place(path: str) -> None:
    """Refuse an output whose folder is not there, or that is a folder itself, before any work is done for it.

    Raises:
        ReasonScoreError: With what to do.
    """
    if path == STANDARD:
        return
    if os.path.isdir(path):
        raise ReasonScoreError(f"cannot write {path}: Is a directory; name a file in it")
    folder = os.path.dirname(path)
    if folder and not os.path.isdir(folder):
        raise ReasonScoreError(f"cannot write {path}: there is no folder {folder}; make it first")


def require_empty(path: str) -> None:
    """Refuse an output that holds something.

    Raises:
        ReasonScoreError: With what to do.
    """
    if is_plain(path) and os.path.exists(path) and os.path.getsize(path):
        raise ReasonScoreError(
            f"{path} is there already and --no-overwrite keeps it; name another output, or go on with --resume"
        )


def require_apart(outputs: Sequence[str | None], inputs: Sequence[str | None] = ()) -> None:
    """Refuse an output that is an input as well, or another output: what it holds would be lost.

    Args:
        outputs: Files to write; None where one was not asked for.
        inputs: Files to read.

    Raises:
        ReasonScoreError: With the file.

    >>> require_apart(["out.jsonl", None], ["in.jsonl"]), require_apart(["-", "/dev/null"], ["-", "/dev/null"])
    (None, None)
    """
    written = [path for path in outputs if path and path != STANDARD and is_plain(path)]
    for index, path in enumerate(written):
        if read := next((other for other in inputs if other and is_same_file(path, other)), None):
            raise ReasonScoreError(f"{read} is the input and the output; name another output")
        if any(os.path.realpath(path) == os.path.realpath(other) for other in written[:index]):
            raise ReasonScoreError(f"{path} would be written twice; name two files")


def silence(handle: IO[bytes]) -> None:
    """Point a stream that takes nothing more at the null device, so that closing it at exit complains about nothing."""
    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, handle.fileno())
        os.close(null)


def _hash(content: bytes) -> str:
    return blake2b(content, digest_size=12).hexdigest()
