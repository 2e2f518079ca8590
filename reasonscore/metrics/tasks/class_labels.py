"""Gold and predicted class labels of a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reasonscore.metrics.row_field import field_at
from reasonscore.metrics.score import Score, absent


def read_labels(row: Mapping[str, Any]) -> tuple[str, str] | Score:
    """The gold label (`reference.label`, else `label`) and the predicted one (`prediction`), as written."""
    gold = _label(field_at(row, "reference.label"))
    gold = _label(row.get("label")) if gold is None else gold
    predicted = row.get("prediction")
    found = _label(predicted.get("label") if isinstance(predicted, Mapping) else predicted)
    if gold is None:
        return absent("no_reference")
    return absent("no_answer") if found is None else (gold, found)


def _label(value: object) -> str | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() if isinstance(value, str | int | float) and str(value).strip() else None
