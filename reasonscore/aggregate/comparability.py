"""Comparability: whether two scored files were made in the same way, so that their difference means something."""

from __future__ import annotations

from collections.abc import Sequence

from reasonscore.aggregate.score_table import ScoreTable
from reasonscore.signature import differing


def incomparable(tables: Sequence[ScoreTable]) -> list[str]:
    """Why numbers of these files should not be compared, a line a reason; empty means that they may.

    A file whose rows carry several signatures is a reason by itself: its own mean mixes two measurements.
    """
    reasons = []
    for table in tables:
        if len(table.signatures) > 1:
            first, *others = sorted(table.signatures)
            reasons += [
                f"{table.name} mixes signatures: {line}" for other in others for line in _differences(first, other)
            ]
    first_table, *rest = tables
    for table in rest:
        for one, two in zip(sorted(first_table.signatures), sorted(table.signatures), strict=False):
            reasons += [f"{first_table.name} / {table.name}: {line}" for line in _differences(one, two)]
    return list(dict.fromkeys(reasons))


def _differences(one: str, two: str) -> list[str]:
    if one == two:
        return []
    if not one or not two:
        return [f"signature: {one or '(none)'} / {two or '(none)'}"]
    return differing(one, two) or [f"signature: {one} / {two}"]
