"""The gold answers of a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def gold_answers(row: Mapping[str, Any]) -> tuple[str, ...]:
    """`reference.answer` as a tuple, without blank ones; empty where the row has none.

    >>> gold_answers({"reference": {"answer": "Gout"}})
    ('Gout',)
    """
    found = (row.get("reference") or {}).get("answer")
    items = (found,) if isinstance(found, str) else tuple(found or ())
    return tuple(item for item in items if item.strip())
