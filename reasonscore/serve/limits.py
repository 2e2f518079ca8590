"""Limits: what one request may bring, how much may wait, and for how long."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

from reasonscore.errors import InputError
from reasonscore.jsonl import LONGEST_LINE


@dataclass(frozen=True, slots=True)
class Limits:
    """What a server takes on.

    The queue is deep by default: trainers give up after a few refusals, but wait minutes for an answer.

    Args:
        body: Bytes of one request.
        records: Records of one request.
        queue: Records that were accepted and not answered yet, over all requests.
        memory: Bytes of the requests that are held at the same time.
        seconds: From the request's last byte to its answer. OpenRLHF gives up after 180.
        read_seconds: For the bytes of a request to arrive.
        batch: Records that are judged together.
        wait: Seconds to wait for company after the first record.

    >>> Limits(queue=0)
    Traceback (most recent call last):
    reasonscore.errors.InputError: field 'queue': found 0, expected a number above 0
    """

    body: int = 16 * 1024 * 1024
    records: int = 1024
    queue: int = 4096
    memory: int = 256 * 1024 * 1024
    seconds: float = 170.0
    read_seconds: float = 30.0
    batch: int = 64
    wait: float = 0.01

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            least = "a number from 0" if field.name == "wait" else "a number above 0"
            if not math.isfinite(value) or value < 0 or (value == 0 and field.name != "wait"):
                raise InputError(f"found {value!r}, expected {least}", field=field.name)
        if self.body > LONGEST_LINE:
            raise InputError(f"found {self.body:,}, expected at most {LONGEST_LINE:,} bytes", field="body")
