"""The reference items of a row that say something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reasonscore.metrics.row_field import list_at


def told_items(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The items of `references` but those whose text is empty or blank; an item without any text is kept as judged.

    >>> told_items({"references": [{"text": "Fever.", "covered": True}, {"text": " ", "covered": False}]})
    [{'text': 'Fever.', 'covered': True}]
    """
    items = list_at(row, "references") or ()
    return [item for item in items if not isinstance(text := item.get("text"), str) or text.strip()]
