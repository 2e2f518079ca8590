"""Refusals: every answer of the server that is not 200, as one JSON object."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """A request that is not answered as it wished. Its message never quotes what a record says.

    Args:
        status: The HTTP status.
        kind: A short name for programs.
        message: What was found, what was expected, what to do.
        field: Path of the field in the request; None for the request as a whole.
        retry_after: Seconds after which it may go better; None where it will not.

    >>> Refusal(429, "queue_full", "4096 records wait", retry_after=2).to_row()
    {'error': {'type': 'queue_full', 'message': '4096 records wait', 'field': None}}
    """

    def __init__(
        self, status: int, kind: str, message: str, *, field: str | None = None, retry_after: int | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind
        self.message = message
        self.field = field
        self.retry_after = retry_after

    @property
    def headers(self) -> dict[str, str]:
        """What goes with the status."""
        found = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        return found | ({"WWW-Authenticate": 'Bearer realm="reasonscore"'} if self.status == 401 else {})

    def to_row(self) -> dict[str, Any]:
        """The body, in the form of a row's error."""
        return {"error": {"type": self.kind, "message": self.message, "field": self.field}}
