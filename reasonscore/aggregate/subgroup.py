"""Subgroups: the same estimates for each value of a field, and how far apart the groups are.

The largest of several gaps is large by chance alone, so it comes with a permutation p-value: how often the largest gap
is at least as large when the group labels are shuffled among the rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reasonscore.aggregate.aggregator import Aggregator
from reasonscore.aggregate.cost import Costs
from reasonscore.aggregate.estimate import Estimate
from reasonscore.aggregate.field_path import field_key, field_value
from reasonscore.aggregate.pareto import Point, pareto_front
from reasonscore.metrics.given import Given, given_names

if TYPE_CHECKING:
    from reasonscore.aggregate.gap import Gap

NO_VALUE = "(none)"
"""Group of the rows that lack the field."""


class Subgroups:
    """Rows sorted into groups by a field; a row whose field is a list belongs to each group of the list.

    Args:
        by: Dotted path of the field.
        metrics: As for `Aggregator`.
        smallest: Scored rows that a group needs to take part in the largest gap.
        costs: Fields whose means the scores are set against.
        settings: The other arguments of `Aggregator`.
    """

    def __init__(
        self, by: str, metrics: Given = (), *, smallest: int = 1, costs: Sequence[str] = (), **settings: Any
    ) -> None:
        self.by = by
        self.smallest = smallest
        self.overlapping = False
        self._metrics = given_names(metrics)
        self._settings = settings
        self._groups: dict[str, Aggregator] = {}
        self._fields = tuple(costs)
        self._costs: dict[str, Costs] = {}

    def add(self, row: Mapping[str, Any]) -> None:
        """Take in one output row."""
        found = field_value(row, self.by)
        names = list(dict.fromkeys(field_key(item) for item in found)) if isinstance(found, list) else []
        if found is not None and not isinstance(found, list):
            names = [field_key(found)]
        self.overlapping |= len(names) > 1
        for name in names or [NO_VALUE]:
            if name not in self._groups:
                self._groups[name] = Aggregator(self._metrics, **self._settings)
                self._costs[name] = Costs(self._fields)
            self._groups[name].add(row)
            self._costs[name].add(row)

    def groups(self) -> dict[str, Aggregator]:
        """The groups by name, sorted; rows without the field last."""
        return {name: self._groups[name] for name in sorted(self._groups, key=lambda name: (name == NO_VALUE, name))}

    def estimates(self) -> dict[str, list[Estimate]]:
        """The estimates of each group, sorted by name."""
        return {name: group.estimates() for name, group in self.groups().items()}

    def gaps(self) -> list[Gap]:
        """The largest gap of each metric that at least two groups have values for."""
        from reasonscore.aggregate.gap import largest_gap

        groups = self.groups()
        metrics = dict.fromkeys(metric for group in groups.values() for metric in group.metrics)
        found = (largest_gap(metric, groups, self.smallest, overlapping=self.overlapping) for metric in metrics)
        return [gap for gap in found if gap is not None]

    def fronts(self) -> dict[str, list[Point]]:
        """The Pareto front of each metric against the cost fields; empty without cost fields."""
        if not self._fields:
            return {}
        points: dict[str, list[Point]] = {}
        directions = {}
        for name, estimates in self.estimates().items():
            for estimate in estimates:
                point = Point(name, estimate.value, self._costs[name].means())
                points.setdefault(estimate.metric, []).append(point)
                directions[estimate.metric] = estimate.direction
        return {metric: pareto_front(found, directions[metric]) for metric, found in points.items()}
