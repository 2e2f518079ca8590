"""The Pareto front: which systems are not beaten in score by another one that costs no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reasonscore.metrics.metric import Direction


@dataclass(frozen=True, slots=True)
class Point:
    """A system with its score and what it costs.

    Args:
        name: The system.
        score: Its mean score; None keeps it off the front.
        costs: Mean of each cost field (time, tokens, money), lower is better; None where no row has the field.
        dominated_by: The first system that is at least as good in everything and better in something; None on the
            front.
    """

    name: str
    score: float | None
    costs: Mapping[str, float | None] = field(default_factory=dict)
    dominated_by: str | None = None

    @property
    def complete(self) -> bool:
        """Whether score and costs are all known."""
        return self.score is not None and all(cost is not None for cost in self.costs.values())

    @property
    def on_front(self) -> bool:
        """Whether no other system dominates this one."""
        return self.complete and self.dominated_by is None

    def to_row(self) -> dict[str, Any]:
        """The point as a JSON object."""
        row = {"name": self.name, "score": self.score, "costs": dict(self.costs)}
        return row | {"on_front": self.on_front, "dominated_by": self.dominated_by}


def pareto_front(points: Sequence[Point], direction: Direction = "higher") -> list[Point]:
    """The points with `dominated_by` filled in, best score first, cheaper first among equals, unknown ones last.

    >>> front = pareto_front([Point("a", 0.9, {"s": 5.0}), Point("b", 0.8, {"s": 9.0}), Point("c", 0.7, {"s": 1.0})])
    >>> [(point.name, point.dominated_by) for point in front]
    [('a', None), ('b', 'a'), ('c', None)]
    """
    sign = 1.0 if direction == "lower" else -1.0
    losses = {point.name: _losses(point, sign) for point in points if point.complete}
    ordered = sorted(points, key=lambda p: (not p.complete, losses.get(p.name, ()), p.name))
    marked = []
    for point in ordered:
        mine = losses.get(point.name)
        better = (other.name for other in ordered if mine and _dominates(losses.get(other.name), mine))
        marked.append(Point(point.name, point.score, point.costs, next(better, None)))
    return marked


def _losses(point: Point, sign: float) -> tuple[float, ...]:
    return (sign * (point.score or 0.0), *(cost or 0.0 for cost in point.costs.values()))


def _dominates(other: tuple[float, ...] | None, mine: tuple[float, ...]) -> bool:
    return other is not None and other != mine and all(a <= b for a, b in zip(other, mine, strict=True))
