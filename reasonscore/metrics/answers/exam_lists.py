"""Recommended and actual examinations, each judged against the other side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reasonscore.metrics.answer_match import match_answer
from reasonscore.metrics.row_field import as_flag, flag_at, list_at
from reasonscore.metrics.score import Score, absent, ratio


def covered_flags(items: Sequence[Any], other: Sequence[Any]) -> list[bool]:
    """Which items the other side covers: as judged (`covered`), else whether a name of the other side matches.

    Matching is not one to one: two requests for the same test are both covered by one.
    """
    names = [_name(item) for item in other]
    flags = []
    for item in items:
        judged = as_flag(item.get("covered")) if isinstance(item, Mapping) else None
        matched = judged if judged is not None else any(match_answer(_name(item), name).matched for name in names)
        flags.append(matched)
    return flags


def exam_score(row: Mapping[str, Any], side: str, other: str) -> Score:
    """The share of one side's examinations that the other covers; 0 where that side has none."""
    if not isinstance(row.get("exams"), Mapping):
        return absent("no_reference")
    items, others = list_at(row, f"exams.{side}") or (), list_at(row, f"exams.{other}") or ()
    if not items or flag_at(row, "exams.declined"):
        return Score(0.0, "scored", 0, len(items))
    return ratio(sum(covered_flags(items, others)), len(items))


def _name(item: object) -> str:
    if isinstance(item, Mapping):
        return str(item.get("test_name") or item.get("name") or item.get("info_required") or "")
    return str(item)
