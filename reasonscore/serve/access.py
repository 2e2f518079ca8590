"""Access: who may ask. Without a token nobody but this machine."""

from __future__ import annotations

import base64
import binascii
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from reasonscore.errors import InputError, ReasonScoreError
from reasonscore.serve.refusal import Refusal

VARIABLE = "REASONSCORE_TOKEN"
SHORTEST = 16
OPEN_PATHS = ("/healthz",)
"""Paths that say nothing about what is scored; supervisors ask them without a token."""


@dataclass(frozen=True, slots=True)
class Access:
    """The rule that a server goes by.

    Args:
        token: What every request must carry; None where the server is bound to this machine.
    """

    token: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        token = self.token
        if token is not None and (len(token) < SHORTEST or not token.isascii() or not token.isprintable()):
            raise InputError(f"expected at least {SHORTEST} printable ASCII characters", field="token")

    def check_host(self, host: str) -> None:
        """Nothing, where a server with this rule may listen on that host.

        Raises:
            ReasonScoreError: For anything but this machine, without a token.

        >>> Access().check_host("0.0.0.0")
        Traceback (most recent call last):
        reasonscore.errors.ReasonScoreError: without a token the server answers this machine only, so it cannot listen \
on 0.0.0.0: whoever reaches the port could send and score records; give --token-file FILE or set REASONSCORE_TOKEN, \
or leave --host out
        """
        if self.token is None and not is_loopback(host):
            raise ReasonScoreError(
                f"without a token the server answers this machine only, so it cannot listen on {host}: whoever reaches "
                f"the port could send and score records; give --token-file FILE or set {VARIABLE}, or leave --host out"
            )

    def check(self, path: str, headers: Mapping[str, str]) -> None:
        """Nothing, where a request may pass.

        Args:
            path: What it asks for.
            headers: By their names in lower case.

        Raises:
            Refusal: 401 without the token; 403 for another host's name where there is no token: a page in a browser
                on this machine could otherwise reach the server under a name of its own.
        """
        if path in OPEN_PATHS:
            return
        if self.token is None:
            if not is_loopback(_name(headers.get("host", ""))):
                raise Refusal(403, "host", "without a token the server answers to localhost and its addresses only")
        elif not hmac.compare_digest(_presented(headers.get("authorization", "")), self.token.encode()):
            raise Refusal(401, "token", "expected the header 'Authorization: Bearer TOKEN' with this server's token")


def read_token(path: str | Path | None = None) -> str | None:
    """The token of a file, else of the environment variable `REASONSCORE_TOKEN`; None where there is neither.

    There is no option for the token itself: other users of a machine can read the options of its processes.

    Raises:
        ReasonScoreError: Where the file cannot be read or holds no token.
    """
    if path is None:
        return os.environ.get(VARIABLE) or None
    try:
        found = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ReasonScoreError(f"cannot read the token in {path}; expected a text file with the token alone") from None
    if not found:
        raise ReasonScoreError(f"{path} is empty, expected a token; make one with: openssl rand -hex 32")
    return found


def is_loopback(host: str) -> bool:
    """Whether a name or address means this machine.

    >>> [is_loopback(host) for host in ("localhost", "127.0.0.2", "::1", "0.0.0.0", "example.org", "")]
    [True, True, True, False, False, False]
    """
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _name(host: str) -> str:
    """A Host header without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] if host.count(":") == 1 else host


def _presented(header: str) -> bytes:
    """The token of an Authorization header: a bearer's, or the password of basic authentication.

    Clients that cannot set a header, OpenRLHF's among them, take `http://any:TOKEN@host:port/reward`.
    """
    scheme, _, value = header.strip().partition(" ")
    if scheme.lower() == "bearer":
        return value.strip().encode("utf-8", "replace")
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).partition(b":")[2]
        except (binascii.Error, ValueError):
            return b""
    return b""
