"""A search service behind HTTP as a retriever.

The service gets `POST` with `{"query": "...", "top_k": 5}` and answers with a JSON list of passages, or with an object
that holds the list under `passages` or `results`. A passage is a string or an object with `text` and, if it has them,
`id`, `title`, `source`, `date` and `score`.
"""

from __future__ import annotations

import json
import time
from base64 import b64encode
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from reasonscore.errors import InputError, ReasonScoreError
from reasonscore.record import Passage
from reasonscore.retrieve.own_search import passages_of
from reasonscore.signature import clean

_LARGEST = 16 << 20
_PIECE = 1 << 16
_LISTS = ("passages", "results")


class HttpRetriever:
    """A retriever that asks a service; results come in the order of the queries, whatever the number of workers.

    Passages without a date get the day of the answer, so that a stored row says when its evidence was found.

    Args:
        url: An http or https address.
        timeout: Seconds without a sign of the service, or of an answer that does not end, until it is given up.
        attempts: How often a query is tried in all, where the service is busy, broken or silent.
        pause: Seconds before the second attempt; doubled before each further one.
        workers: Queries in flight at once.
        headers: Sent along, for example `{"Authorization": "Bearer ..."}`; never part of the signature.
    """

    def __init__(
        self,
        url: str,
        *,
        timeout: float = 10.0,
        attempts: int = 3,
        pause: float = 0.5,
        workers: int = 4,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError(f"search address: found '{url}', expected http://... or https://...")
        # Name and password of an address are for the service alone.
        port = f":{parts.port}" if parts.port else ""
        self._name = f"{parts.scheme}://{parts.hostname}{port}{parts.path}"
        self._url = urlunsplit(parts._replace(netloc=f"{parts.hostname}{port}"))
        self._timeout, self._attempts, self._pause, self._workers = timeout, max(attempts, 1), pause, workers
        self._headers = {"Content-Type": "application/json", "Accept": "application/json", **(headers or {})}
        if parts.username is not None and "Authorization" not in self._headers:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            self._headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
        self._opener = build_opener(_NoRedirect)

    def retrieve(self, queries: Sequence[str], top_k: int) -> list[list[Passage]]:
        """For each query what the service found, cut to `top_k`; equal queries are asked once.

        Raises:
            ReasonScoreError: Where the service does not answer, answers with an error or with something else.
        """
        different = list(dict.fromkeys(queries))
        with ThreadPoolExecutor(max_workers=max(1, min(self._workers, len(different) or 1))) as pool:
            answers = list(pool.map(lambda query: self._ask(query, top_k), different))
        found = dict(zip(different, answers, strict=True))
        return [found[query] for query in queries]

    def signature(self) -> Mapping[str, str]:
        """Engine and address."""
        return {"engine": "http", "search": clean(self._name)}

    def _ask(self, query: str, top_k: int) -> list[Passage]:
        body = json.dumps({"query": query, "top_k": top_k}).encode()
        reason = ""
        for attempt in range(self._attempts):
            if attempt:
                time.sleep(self._pause * 2 ** (attempt - 1))
            request = Request(self._url, data=body, headers=self._headers, method="POST")
            try:
                with self._opener.open(request, timeout=self._timeout) as answer:
                    content = _content(answer, self._timeout)
                    return self._passages(content, answer.headers.get("Date"))[:top_k]
            except HTTPError as error:
                error.close()
                reason = f"answered {error.code} {error.reason}"
                if error.code < 500 and error.code != 429:
                    break
            except TimeoutError:
                reason = f"no answer within {self._timeout:g} s"
            except (URLError, HTTPException, OSError) as error:
                why = getattr(error, "reason", error)
                late = isinstance(why, TimeoutError)
                reason = f"no answer within {self._timeout:g} s" if late else f"no connection ({why})"
        raise ReasonScoreError(f"search {self._name}: {reason}; check the service, or raise timeout and attempts")

    def _passages(self, content: bytes, date: str | None) -> list[Passage]:
        if len(content) > _LARGEST:
            raise ReasonScoreError(f"search {self._name}: the answer is larger than {_LARGEST >> 20} MB")
        try:
            found: Any = json.loads(content)
        except (ValueError, RecursionError):
            raise ReasonScoreError(
                f"search {self._name}: the answer is not JSON; expected a list of passages"
            ) from None
        if isinstance(found, dict):
            found = next((found[name] for name in _LISTS if name in found), found)
        day = _day(date)
        return [replace(item, date=item.date or day) for item in passages_of(found, self._name)]


def _content(answer: HTTPResponse, seconds: float) -> bytes:
    """What the service sends, in pieces, so that one that never ends is given up too."""
    end = time.monotonic() + seconds
    content = bytearray()
    while len(content) <= _LARGEST and (piece := answer.read1(_PIECE)):
        content += piece
        if time.monotonic() > end:
            raise TimeoutError
    return bytes(content)


class _NoRedirect(HTTPRedirectHandler):
    """A search that has moved is a changed search: say so instead of following."""

    def redirect_request(self, *args: Any, **more: Any) -> None:
        return None


def _day(header: str | None) -> str | None:
    try:
        return parsedate_to_datetime(header).date().isoformat() if header else None
    except ValueError:
        return None
