"""What an input is, so that a later run can tell whether it is still the same."""

from __future__ import annotations

import os
import stat
from hashlib import blake2b
from pathlib import Path
from typing import Any

from reasonscore.errors import ReasonScoreError
from reasonscore.jsonl import STANDARD


def input_identity(path: str) -> dict[str, Any]:
    """Size and start of the hash of a regular file; empty for a pipe, whose chunks are compared one by one.

    Raises:
        ReasonScoreError: Where it cannot be read.
    """
    if path == STANDARD:
        return {}
    found = blake2b(digest_size=12)
    try:
        with Path(path).open("rb") as handle:
            if not stat.S_ISREG(os.fstat(handle.fileno()).st_mode):
                return {}
            size = 0
            while part := handle.read(1 << 20):
                found.update(part)
                size += len(part)
    except OSError as error:
        raise ReasonScoreError(f"cannot read {path}: {error.strerror}") from error
    return {"bytes": size, "hash": found.hexdigest()}


def is_same_file(path: str, other: str) -> bool:
    """Whether two paths lead to one file.

    >>> is_same_file("-", "-")
    False
    """
    try:
        return path != STANDARD and other != STANDARD and os.path.samefile(path, other)
    except OSError:
        return False
