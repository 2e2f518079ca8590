"""A client: samples over HTTP instead of in this process, tried again where the server is busy or away."""

from __future__ import annotations

import json
import os
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, cast
from urllib.parse import quote, unquote, urlsplit

from reasonscore.errors import InputError, ReasonScoreError
from reasonscore.reward.result import RewardResult
from reasonscore.reward.sample import Sample, plain

_AGAIN = {408, 429, 502, 503, 504}
"""Statuses after which the same request may go better."""
_BYTES = 4 * 1024 * 1024
_PAUSES = (0.5, 30.0)


class ServiceError(ReasonScoreError):
    """A server that does not answer, or refuses.

    Args:
        message: What was tried and what came back.
        status: The HTTP status of its last answer; None where there was none.
    """

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class Client:
    """Asks a server that `reasonscore serve` started. It holds no connection: it pickles and is safe to share.

    Proxies of the environment are not used and redirects are not followed, so that no text goes anywhere else.

    Args:
        url: Of the server, `http://127.0.0.1:8765`.
        preset: What rewards are asked for; the server's default without one.
        token: Of the server; by default the environment variable `REASONSCORE_TOKEN`, or a password in the URL.
        timeout: Seconds for one answer.
        tries: How often a request is sent before it fails.
        records: Records of one request; longer lists are sent in parts.
        sleep: Waits between tries.
    """

    def __init__(
        self,
        url: str,
        *,
        preset: str | None = None,
        token: str | None = None,
        timeout: float = 200.0,
        tries: int = 8,
        records: int = 256,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError("expected an address like http://127.0.0.1:8765", field="url")
        self._secure = parts.scheme == "https"
        self._host, self._port, self._path = parts.hostname, parts.port, parts.path.rstrip("/")
        self._token = token or unquote(parts.password or "") or os.environ.get("REASONSCORE_TOKEN")
        self._preset = preset
        self._timeout, self._tries, self._records, self._sleep = timeout, max(1, tries), max(1, records), sleep

    def score_batch(self, samples: Iterable[Sample | Mapping[str, Any]]) -> list[RewardResult]:
        """One result a sample, in order: what `Reward.score_batch` gives, from the server.

        Args:
            samples: Samples, or mappings with a `response` and the columns of a sample.

        Raises:
            ServiceError: Where the server refuses, or does not answer after all tries.
        """
        query = "" if self._preset is None else f"?preset={quote(self._preset, safe='')}"
        rows = (_sample_row(one if isinstance(one, Sample) else Sample.from_row(one)) for one in samples)
        return [_result(found) for found in self._results(f"/score{query}", rows)]

    def score_rows(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """Output rows in the order of the input rows: what `Scorer.score_many` gives, a part of the list at a time.

        Args:
            rows: Records.

        Raises:
            ServiceError: As `score_batch`.
        """
        yield from self._results("/score?output=rows", rows)

    def is_up(self) -> bool:
        """Whether the server answers, asked once."""
        try:
            status, _, _ = self._send("GET", "/healthz", b"")
        except (OSError, HTTPException):
            return False
        return status == 200

    def _results(self, path: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        for part in _parts(rows, self._records):
            found = self._post(path, b'{"records":[' + b",".join(part) + b"]}").get("results")
            if not isinstance(found, list) or len(found) != len(part):
                raise ServiceError(f"{self._where(path)}: expected {len(part)} results; is this another server?")
            yield from found

    def _post(self, path: str, body: bytes) -> dict[str, Any]:
        status, told, pause = None, "no answer", _PAUSES[0]
        for number in range(self._tries):
            wait = pause
            try:
                status, headers, answer = self._send("POST", path, body)
                if status == 200:
                    return cast("dict[str, Any]", json.loads(answer))
                told = f"{status} {_message(answer)}"
                if status not in _AGAIN:
                    raise ServiceError(f"{self._where(path)}: {told}", status)
                wait = _seconds(headers.get("retry-after")) or pause
            except (OSError, HTTPException, ValueError) as error:
                status, told = None, type(error).__name__
            if number + 1 < self._tries:
                self._sleep(wait)
                pause = min(2 * pause, _PAUSES[1])
        raise ServiceError(
            f"{self._where(path)}: {told} at the last of {self._tries} tries; is `reasonscore serve` running there?",
            status,
        )

    def _send(self, method: str, path: str, body: bytes) -> tuple[int, dict[str, str], bytes]:
        connection: HTTPConnection
        if self._secure:
            context = ssl.create_default_context()
            connection = HTTPSConnection(self._host, self._port, timeout=self._timeout, context=context)
        else:
            connection = HTTPConnection(self._host, self._port, timeout=self._timeout)
        headers = {"Content-Type": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        try:
            try:
                connection.request(method, self._path + path, body, headers)
            except (BrokenPipeError, ConnectionResetError):
                # A server that refuses early may have answered before everything was sent.
                if connection.sock is None:
                    raise
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def _where(self, path: str) -> str:
        port = "" if self._port is None else f":{self._port}"
        return f"{'https' if self._secure else 'http'}://{self._host}{port}{self._path}{path.partition('?')[0]}"


def _parts(rows: Iterable[Mapping[str, Any]], most: int) -> Iterator[list[bytes]]:
    """The rows in JSON, in parts of so many rows and not too many bytes."""
    part: list[bytes] = []
    size = 0
    for number, row in enumerate(rows):
        try:
            text = json.dumps(row, allow_nan=False, default=_foreign).encode()
        except (ValueError, RecursionError):
            raise InputError("found a number or nesting that JSON does not have", field=f"records[{number}]") from None
        if part and (len(part) >= most or size + len(text) > _BYTES):
            yield part
            part, size = [], 0
        part.append(text)
        size += len(text)
    if part:
        yield part


def _foreign(value: Any) -> Any:
    """What stands for an object that JSON does not have: nothing readable, so that the server reports its field."""
    return {"unreadable": type(value).__name__}


def _sample_row(sample: Sample) -> dict[str, Any]:
    found = {field.name: plain(getattr(sample, field.name)) for field in fields(sample)}
    return {name: value for name, value in found.items() if value is not None or name == "response"}


def _result(found: Mapping[str, Any]) -> RewardResult:
    return RewardResult(found.get("reward"), found["components"], found["counters"], found.get("problem"))


def _message(answer: bytes) -> str:
    try:
        return str(json.loads(answer)["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return "without a message"


def _seconds(header: str | None) -> float | None:
    return float(header) if header is not None and header.isascii() and header.isdigit() else None
