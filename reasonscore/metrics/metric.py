"""What a metric is: a frozen value around a pure function over verified rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal, Protocol, runtime_checkable

from reasonscore.metrics.score import Score

Direction = Literal["higher", "lower", "none"]
Need = Literal["claims", "verdicts", "steps", "references"]
"""What the stages before must have filled in; the trace is always there."""


@runtime_checkable
class Metric(Protocol):
    """A metric's name and parameters are its identity: `parse_metric(repr(metric)) == metric`."""

    name: ClassVar[str]
    direction: ClassVar[Direction]
    bounds: ClassVar[tuple[float | None, float | None]]
    needs: ClassVar[frozenset[Need]]

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one output row (the record format of docs/data-flow.md); never raises on a valid row."""

    def pool(self, scores: Sequence[Score]) -> Score:
        """One score for many rows: their mean, or what the metric defines over the whole set (F1, AUROC)."""
