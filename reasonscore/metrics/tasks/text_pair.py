"""The predicted text of a row and the gold texts that it is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reasonscore.metrics.answers.gold import gold_answers
from reasonscore.metrics.row_field import field_at, text_at
from reasonscore.metrics.score import Score, absent


def predicted_text(row: Mapping[str, Any]) -> str | None:
    """The row's `prediction`, else the final answer; the words of a refusal are none."""
    answer = None if field_at(row, "trace.abstained") else text_at(row, "trace.answer")
    return text_at(row, "prediction") or answer


def read_texts(row: Mapping[str, Any]) -> tuple[str, tuple[str, ...]] | Score:
    """The predicted text and the gold texts (`reference.text`, else `reference.answer`)."""
    text = text_at(row, "reference.text")
    gold = (text,) if text else gold_answers(row)
    if not gold:
        return absent("no_reference")
    found = predicted_text(row)
    if found is None:
        return absent("abstained" if field_at(row, "trace.abstained") else "no_answer")
    return found, gold
