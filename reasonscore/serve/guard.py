"""The guard around the application: access before anything is read, every failure as JSON, one safe line a request."""

from __future__ import annotations

import logging
import time
import traceback

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reasonscore.jsonl import dump_row
from reasonscore.serve.access import Access
from reasonscore.serve.body import drain
from reasonscore.serve.limits import Limits
from reasonscore.serve.measures import Measures
from reasonscore.serve.refusal import Refusal
from reasonscore.serve.service import Gone

_log = logging.getLogger("reasonscore.serve")

METHODS = {"/score": "POST", "/reward": "POST", "/get_reward": "POST", "/healthz": "GET", "/metrics": "GET"}
"""The paths that there are, and how they are asked."""
_CLIENT_GONE = 499
_TOO_SLOW = 408


class Guard:
    """Lets requests through that may pass, and answers for the application where it fails.

    Error messages and tracebacks of other libraries may quote what they failed on, so of an unforeseen error only its
    type and place are told.

    Args:
        app: The application.
        access: Who may ask.
        limits: What a request may bring.
        measures: What is counted.
    """

    def __init__(self, app: ASGIApp, access: Access, limits: Limits, measures: Measures) -> None:
        self._app = app
        self._access = access
        self._limits = limits
        self._measures = measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start = time.perf_counter()
        status = 0
        read = False

        async def received() -> Message:
            nonlocal read
            message = await receive()
            read = read or not message.get("more_body", False)
            return message

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        request = Request(scope, received)
        refusal: Refusal | None = None
        try:
            self._access.check(scope["path"], request.headers)
            _check_path(scope["path"], scope["method"])
            await self._app(scope, received, watched)
        except Refusal as found:
            refusal = found
        except Gone:
            status = _CLIENT_GONE
        except Exception as error:
            _log.error("%s at %s", type(error).__name__, _place(error))
            refusal = Refusal(500, "internal", f"{type(error).__name__} in the server; please report it")
        if refusal is not None and not status:
            self._measures.refusals.add(reason=refusal.kind)
            if not read and refusal.status != _TOO_SLOW:
                await drain(request, self._limits)
            headers = refusal.headers | {"Connection": "close"}
            answer = Response(dump_row(refusal.to_row()), refusal.status, headers, "application/json")
            await answer(scope, receive, watched)
        self._tell(scope, status, time.perf_counter() - start)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        # A path may be anything that a client wrote; only our own are told.
        path = scope["path"] if scope["path"] in METHODS else "other"
        self._measures.requests.add(path=path, status=str(status))
        self._measures.latency.observe(seconds)
        _log.info("%s %d in %.0f ms", path, status, 1000 * seconds)


def _check_path(path: str, method: str) -> None:
    if path not in METHODS:
        raise Refusal(404, "path", f"no such path; there are {', '.join(METHODS)}")
    if method != METHODS[path] and (method, METHODS[path]) != ("HEAD", "GET"):
        raise Refusal(405, "method", f"expected {METHODS[path]} for {path}")


def _place(error: Exception) -> str:
    """Module and line where an error arose."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].name}, line {frames[-1].lineno}" if frames else "an unknown place"
