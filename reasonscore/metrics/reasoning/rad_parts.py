"""The three parts of RadRScore, over findings and steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reasonscore.metrics.row_field import as_flag, list_at
from reasonscore.metrics.score import Score, absent, ratio
from reasonscore.metrics.verdict_counts import verdict_label


def rad_factuality(row: Mapping[str, Any]) -> Score:
    """Correct findings / predicted findings (the supported claims / the claims); 0 without predicted findings."""
    claims = list_at(row, "claims")
    if claims is None:
        return absent("no_claims")
    return _share(sum(verdict_label(claim) == "supported" for claim in claims), len(claims))


def rad_completeness(row: Mapping[str, Any]) -> Score:
    """Recalled findings / reference findings (the covered references / the references); 0 without references."""
    items = list_at(row, "references")
    if items is None:
        return absent("no_reference")
    return _share(sum(as_flag(item.get("covered")) is True for item in items), len(items))


def rad_effectiveness(row: Mapping[str, Any]) -> Score:
    """Effective steps / (effective + ineffective): a step's own `effective`, else whether its category is Reasoning."""
    steps = list_at(row, "trace.steps")
    if steps is None:
        return absent("no_claims")
    return _share(sum(_effective(step) for step in steps), len(steps))


def _effective(step: Mapping[str, Any]) -> bool:
    found = as_flag(step.get("effective"))
    return str(step.get("category") or "").casefold() == "reasoning" if found is None else found


def _share(hits: int, whole: int) -> Score:
    return ratio(hits, whole) if whole else Score(0.0, "scored", 0, 0)
