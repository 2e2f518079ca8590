"""The gold answers of a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reasonscore.metrics.row_field import field_at, list_at


def gold_answers(row: Mapping[str, Any]) -> tuple[str, ...]:
    """`reference.answer` as a tuple, without blank ones; empty where the row has none.

    >>> gold_answers({"reference": {"answer": "Gout"}})
    ('Gout',)
    """
    return tuple(item for item in list_at(row, "reference.answer") or () if isinstance(item, str) and item.strip())


def options_of(row: Mapping[str, Any]) -> dict[str, str]:
    """The options of a multiple-choice row by letter; empty where it has none.

    >>> options_of({"options": {"A": "Gout", "B": None}})
    {'A': 'Gout'}
    """
    found = field_at(row, "options")
    pairs = found.items() if isinstance(found, Mapping) else ()
    return {str(letter): text for letter, text in pairs if isinstance(text, str)}
