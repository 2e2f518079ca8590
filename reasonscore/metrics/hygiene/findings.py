"""What the hygiene metrics look at: the findings of a row's response, read once for all of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from reasonscore.errors import InputError
from reasonscore.metrics.score import Score, ScoreStatus, absent
from reasonscore.record import parse_record
from reasonscore.trace.hygiene import Hygiene, check_hygiene
from reasonscore.trace.reader import read_trace

_FIELDS = ("response", "question", "options", "steps")


def read_findings(row: Mapping[str, Any]) -> Hygiene | Score:
    """What is wrong with a row's response as a text, or the score of a row that has none.

    >>> read_findings({"response": "Gout. It is"}).truncated
    True
    >>> read_findings({"response": " "}).status
    'no_answer'
    """
    given = {name: row[name] for name in _FIELDS if row.get(name) is not None}
    if not given.get("response") or (isinstance(given["response"], str) and not given["response"].strip()):
        return absent("no_answer")
    try:
        return _read(json.dumps(given))
    except (InputError, TypeError, ValueError):
        return absent("error")


def share_of(found: bool) -> Score:
    """The score of one response that is or is not affected; the mean over a file is the affected share.

    >>> share_of(True).value
    1.0
    """
    return Score(float(found), "scored", int(found), 1)


def no_answer(row: Mapping[str, Any]) -> Score:
    """The score of a row whose response gives no answer, or no reasoning that one could look for the answer in."""
    trace = row.get("trace") or {}
    status: ScoreStatus = "abstained" if trace.get("abstained") else "no_claims" if trace.get("answer") else "no_answer"
    return absent(status)


# The metrics of one row ask one after the other: a few entries are enough for blocks in several threads.
@lru_cache(maxsize=16)
def _read(given: str) -> Hygiene:
    record = parse_record(json.loads(given))
    return check_hygiene(read_trace(record), record)
