"""The gold answers of a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reasonscore.metrics.row_field import field_at
from reasonscore.number_text import number_text


def gold_items(row: Mapping[str, Any]) -> tuple[str, ...]:
    """`reference.answer` as a tuple, item by item; empty text for what is blank or no answer.

    >>> gold_items({"reference": {"answer": ["Gout", None, 1.5]}})
    ('Gout', '', '1.5')
    """
    found = field_at(row, "reference.answer")
    items = found if isinstance(found, list | tuple) else [] if found is None else [found]
    texts = (item if isinstance(item, str) else number_text(item) for item in items)
    return tuple(text if text and text.strip() else "" for text in texts)


def gold_answers(row: Mapping[str, Any]) -> tuple[str, ...]:
    """`reference.answer` as a tuple, without blank ones; empty where the row has none.

    >>> gold_answers({"reference": {"answer": "Gout"}})
    ('Gout',)
    """
    return tuple(item for item in gold_items(row) if item)


def options_of(row: Mapping[str, Any]) -> dict[str, str]:
    """The options of a multiple-choice row by letter; empty where it has none.

    >>> options_of({"options": {"A": "Gout", "B": None, "C": 42}})
    {'A': 'Gout', 'C': '42'}
    """
    found = field_at(row, "options")
    pairs = found.items() if isinstance(found, Mapping) else ()
    texts = ((str(letter), item if isinstance(item, str) else number_text(item)) for letter, item in pairs)
    return {letter: text for letter, text in texts if text is not None}
