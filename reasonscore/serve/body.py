"""The body of a request: read within its limits, and one JSON object or a refusal."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import ClientDisconnect, Request

from reasonscore.jsonl import parse_line
from reasonscore.serve.limits import Limits
from reasonscore.serve.refusal import Refusal
from reasonscore.serve.service import Gone

_DRAINED = 4
"""Times the limit that is read of a request that is refused, so that the client is still there for the answer."""
_DRAIN_SECONDS = 5.0


async def read_body(request: Request, limits: Limits) -> bytes:
    """The bytes of a request.

    Raises:
        Refusal: 408 where they come too slowly, 413 where there are too many, 415 where they are packed.
        Gone: Where the client leaves before the last of them.
    """
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Refusal(415, "encoding", "found a packed body, expected plain JSON; leave Content-Encoding out")
    if announced(request, limits) > limits.body:
        raise _too_large(limits)
    pieces, size = [], 0
    try:
        async with asyncio.timeout(limits.read_seconds):
            async for piece in request.stream():
                size += len(piece)
                if size > limits.body:
                    raise _too_large(limits)
                pieces.append(piece)
    except TimeoutError:
        message = f"the body did not arrive within {limits.read_seconds:g} s"
        raise Refusal(408, "slow_body", message) from None
    except ClientDisconnect:
        raise Gone from None
    return b"".join(pieces)


def announced(request: Request, limits: Limits) -> int:
    """How many bytes a request says that it has; the most that it may have where it does not say."""
    length = request.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 20 else limits.body


async def drain(request: Request, limits: Limits) -> None:
    """Reads on for a while and forgets it: a client that is still sending would not see why it is refused."""
    size = 0
    try:
        async with asyncio.timeout(_DRAIN_SECONDS):
            async for piece in request.stream():
                size += len(piece)
                if size > _DRAINED * limits.body:
                    return
    except (TimeoutError, ClientDisconnect, RuntimeError):
        # The stream may have been read to its end, or broken off, before.
        return


def parse_body(body: bytes) -> dict[str, Any]:
    """The object of a body.

    Raises:
        Refusal: Where it is none.

    >>> parse_body(b'{"response": "B"}')
    {'response': 'B'}
    """
    line = parse_line(1, body)
    if line.row is None:
        message = line.error.message if line.error else "not valid JSON"
        raise Refusal(400, "json", message)
    return line.row


def _too_large(limits: Limits) -> Refusal:
    message = f"found more than {limits.body:,} bytes, expected at most that; send fewer records at a time"
    return Refusal(413, "too_large", message)
