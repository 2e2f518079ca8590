"""The family of a metric: the folder that it stands in, with what its metrics look at."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from reasonscore.metrics.row_metric import RowMetric


class Family(NamedTuple):
    """Metrics that look at the same part of a row."""

    title: str
    looks_at: str


FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        "claims": Family("Claims and verdicts", "the claims, and what the evidence says of them"),
        "reasoning": Family("Reasoning", "the steps, the reference's reasoning, or paths and samples in the row"),
        "answers": Family("Answers and ranked lists", "the answer or the list, against `reference`"),
        "hygiene": Family("Hygiene of a response", "the response and its question alone"),
        "tasks": Family("Tasks and text", "labels, numbers or texts, in fields that parameters name"),
    }
)
"""The families by their folder, in the order in which they are listed."""

PLUGINS = Family("Plugins", "whatever the package that brings them says")


def family_of(metric: type[RowMetric]) -> Family:
    """The family of a metric; `PLUGINS` for one that another package brings.

    >>> from reasonscore import metrics
    >>> family_of(metrics.Factuality).title
    'Claims and verdicts'
    """
    package, _, inner = metric.__module__.partition(".metrics.")
    return FAMILIES.get(inner.partition(".")[0], PLUGINS) if package == "reasonscore" else PLUGINS
