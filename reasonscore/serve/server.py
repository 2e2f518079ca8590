"""The server: one process that listens, and ends when it has answered what it took."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from types import FrameType
from typing import Any

from reasonscore.errors import MissingExtraError, ReasonScoreError
from reasonscore.serve.access import Access
from reasonscore.serve.service import Service

_KEEP_ALIVE = 75
"""Seconds that an idle connection stays open: longer than most training steps."""
_GRACE = 5.0


def listen(host: str, port: int, access: Access) -> socket.socket:
    """A socket that is bound but takes no connection yet; port 0 takes any free one.

    Raises:
        ReasonScoreError: Where the access rule forbids the host, or the port cannot be had.
    """
    access.check_host(host)
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, kind, protocol)
        try:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            found.bind(address)
        except OSError:
            found.close()
            raise
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReasonScoreError(f"cannot listen on {host}, port {port}: {reason}; choose another --port") from None
    return found


def make_server(
    service: Service,
    access: Access | None = None,
    *,
    certificate: tuple[str, str] | None = None,
    started: Callable[[], None] | None = None,
) -> Any:
    """A uvicorn server; `run(sockets=[...])` serves, and `should_exit = True` ends it.

    Args:
        service: What judges, with its models loaded.
        access: Who may ask; this machine by default.
        certificate: Files of a certificate and its key, for TLS.
        started: Called once connections are taken.

    Raises:
        MissingExtraError: Where the packages of the server are not installed.
    """
    try:
        import uvicorn

        from reasonscore.serve.app import make_app
    except ImportError:
        raise MissingExtraError("the server", "serve") from None

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if started is not None and not self.should_exit:
                started()

    limits = service.limits
    files: dict[str, Any] = {}
    if certificate is not None:
        files = {"ssl_certfile": certificate[0], "ssl_keyfile": certificate[1]}
    return Server(
        uvicorn.Config(
            make_app(service, access),
            log_config=None,
            access_log=False,
            log_level="warning",
            lifespan="on",
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=_KEEP_ALIVE,
            timeout_graceful_shutdown=int(limits.seconds + limits.read_seconds + _GRACE),
            **files,
        )
    )


def serve_until_told(server: Any, listening: socket.socket) -> bool:
    """Serves until SIGTERM or SIGINT, then answers what was accepted; whether it was SIGINT.

    Args:
        server: From `make_server`.
        listening: From `listen`.
    """
    interrupted = False

    def ended(number: int, _: FrameType | None) -> None:
        nonlocal interrupted
        interrupted = number == signal.SIGINT

    # uvicorn raises the signal again when it has ended, for whoever had asked for it before.
    before = {number: signal.signal(number, ended) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        server.run(sockets=[listening])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return interrupted
