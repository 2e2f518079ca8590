"""What a run and its workers send each other: a line of JSON, then the bytes that it describes. No pickle."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from reasonscore.errors import MissingExtraError, ReasonScoreError, ResourceError
from reasonscore.jsonl import RawLine
from reasonscore.run.task import Done


def pack(head: dict[str, Any], *parts: bytes) -> bytes:
    """One message.

    >>> unpack(pack({"a": 1}, b"x", b"y"))
    ({'a': 1}, b'xy')
    """
    return b"".join((json.dumps(head).encode("ascii"), b"\n", *parts))


def unpack(message: bytes) -> tuple[dict[str, Any], bytes]:
    """The head of a message and what it describes."""
    head, _, body = message.partition(b"\n")
    found: dict[str, Any] = json.loads(head)
    return found, body


def pack_lines(lines: Sequence[RawLine]) -> bytes:
    """Lines for a worker."""
    places = [(line.number, len(line.content), line.size) for line in lines]
    return pack({"lines": places}, *(line.content for line in lines))


def unpack_lines(message: bytes) -> list[RawLine]:
    """The lines that a worker was sent."""
    head, body = unpack(message)
    lines, start = [], 0
    for number, length, size in head["lines"]:
        lines.append(RawLine(number, body[start : start + length], size))
        start += length
    return lines


def pack_done(done: Done) -> bytes:
    """What a worker answers."""
    return pack({"marks": done.marks, "briefs": done.briefs, "told": done.told}, *done.rows)


def unpack_done(head: dict[str, Any], body: bytes) -> Done:
    """The answer of a worker."""
    return Done(head["marks"], head["briefs"], body.splitlines(keepends=True), tuple(head["told"]))


def pack_error(error: BaseException) -> bytes:
    """An error that ends the run; of one that is not ours the type and the message."""
    kind = type(error).__name__
    text = str(error) or kind
    return pack({"error": kind, "text": text if isinstance(error, ReasonScoreError) else f"{kind}: {text}"})


def unpack_error(head: dict[str, Any]) -> ReasonScoreError:
    """The error of a worker, of a class with the same exit code."""
    lacks = head["error"] in (MissingExtraError.__name__, ResourceError.__name__)
    return ResourceError(head["text"]) if lacks else ReasonScoreError(head["text"])
