"""Explored paths of reasoning: which of them pass through a prefix, and how many of those end right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reasonscore.metrics.row_field import as_flag, list_at


def read_paths(row: Mapping[str, Any]) -> list[tuple[tuple[str, ...], bool]]:
    """The paths of a row's `paths`: their steps (any JSON values, compared as text) and whether they end right."""
    return [
        (tuple(map(str, item.get("steps") or ())), correct)
        for item in list_at(row, "paths") or ()
        if isinstance(item, Mapping) and (correct := as_flag(item.get("correct"))) is not None
    ]


def node_value(prefix: Sequence[str], paths: Sequence[tuple[tuple[str, ...], bool]]) -> float | None:
    """The share of the paths through a prefix that end right, None where none passes.

    >>> node_value(["a"], [(("a", "b"), True), (("a", "c"), False), (("d",), True)])
    0.5
    """
    through = [correct for steps, correct in paths if steps[: len(prefix)] == tuple(prefix)]
    return sum(through) / len(through) if through else None


def path_values(path: Sequence[str], paths: Sequence[tuple[tuple[str, ...], bool]]) -> list[float | None]:
    """The value of every prefix of a path, the empty one first."""
    return [node_value(path[:length], paths) for length in range(len(path) + 1)]
