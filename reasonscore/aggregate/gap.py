"""The largest gap between subgroups, with its interval and permutation p-value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from reasonscore.aggregate.aggregator import Aggregator
from reasonscore.aggregate.bootstrap import CHUNK_CELLS, Floats, bootstrap_means, percentile_interval
from reasonscore.aggregate.estimation import Units, column_units
from reasonscore.aggregate.pooling import pooled_metric


@dataclass(frozen=True, slots=True)
class Gap:
    """How far apart the best and the worst group of a metric are.

    Args:
        metric: The metric.
        highest: Group with the highest mean.
        lowest: Group with the lowest mean.
        difference: Highest minus lowest mean.
        interval: Bootstrap interval of that difference, the two groups taken as given.
        p: Permutation p-value of the largest gap; None for clustered rows, for groups that share rows, and (like the
            interval) for metrics that are defined over a whole file.
    """

    metric: str
    highest: str
    lowest: str
    difference: float
    interval: tuple[float, float] | None
    p: float | None

    def to_row(self) -> dict[str, Any]:
        """The gap as a JSON object."""
        interval = list(self.interval) if self.interval else None
        row = {"metric": self.metric, "highest": self.highest, "lowest": self.lowest, "difference": self.difference}
        return row | {"interval": interval, "p": self.p}


def largest_gap(
    metric: str, groups: Mapping[str, Aggregator], smallest: int = 1, *, overlapping: bool = False
) -> Gap | None:
    """The gap between the groups with the highest and the lowest mean; None with fewer than two groups.

    Args:
        metric: The metric.
        groups: The groups by name.
        smallest: Scored rows that a group needs to take part.
        overlapping: Whether a row may stand in several of them.
    """
    if pooled_metric(metric) is not None:
        return _pooled_gap(metric, groups, smallest)
    with_metric = {name: group for name, group in groups.items() if metric in group.metrics}
    units: dict[str, Units] = {}
    for name, group in with_metric.items():
        column = group.column(metric)
        found = column_units(column, group.policy, group.clusters)
        rows = column.n if group.policy.missing == "zero" else column.statuses["scored"]
        if found.n and rows >= smallest:
            units[name] = found
    if len(units) < 2:
        return None
    means = {name: found.mean or 0.0 for name, found in units.items()}
    highest, lowest = max(means, key=lambda name: means[name]), min(means, key=lambda name: means[name])
    first = next(iter(with_metric.values()))
    policy = first.policy
    interval = None
    if min(units[highest].n, units[lowest].n) >= 2:
        draws = [
            bootstrap_means(found.sums, found.weights, policy.resamples, policy.seed + index, found.counts)
            for index, found in enumerate((units[highest], units[lowest]))
        ]
        interval = percentile_interval(draws[0] - draws[1], policy.confidence)
    p = None
    if not overlapping and first.clusters is None and policy.average == "mean":
        values = [
            found.sums if found.counts is None else np.repeat(found.sums, found.counts) for found in units.values()
        ]
        p = gap_p_value(values, policy.resamples, policy.seed)
    return Gap(metric, highest, lowest, means[highest] - means[lowest], interval, p)


def _pooled_gap(metric: str, groups: Mapping[str, Aggregator], smallest: int) -> Gap | None:
    found = {
        name: estimate
        for name, group in groups.items()
        for estimate in group.estimates()
        if estimate.metric == metric and estimate.value is not None and estimate.n_scored >= smallest
    }
    if len(found) < 2:
        return None
    values = {name: estimate.value or 0.0 for name, estimate in found.items()}
    highest, lowest = max(values, key=lambda name: values[name]), min(values, key=lambda name: values[name])
    return Gap(metric, highest, lowest, values[highest] - values[lowest], None, None)


def gap_p_value(groups: Sequence[Floats], resamples: int, seed: int) -> float:
    """How often the largest difference of group means is at least as large when rows change groups at random.

    Args:
        groups: Values of each group, none empty.
        resamples: Shufflings.
        seed: Seed of the generator.

    >>> gap_p_value([np.zeros(5), np.zeros(5)], 99, 0)
    1.0
    """
    sizes = np.array([len(group) for group in groups])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    pool = np.concatenate(groups)
    means = np.add.reduceat(pool, starts) / sizes
    # A shuffled gap that equals the observed one must count as large whatever the order of its additions.
    observed = (means.max() - means.min()) * (1 - 1e-12)
    rng = np.random.default_rng(seed)
    chunk = max(1, CHUNK_CELLS // len(pool))
    reached = 0
    for start in range(0, resamples, chunk):
        size = min(chunk, resamples - start)
        shuffled = rng.permuted(np.broadcast_to(pool, (size, len(pool))), axis=1)
        means = np.add.reduceat(shuffled, starts, axis=1) / sizes
        reached += int(np.count_nonzero(means.max(axis=1) - means.min(axis=1) >= observed))
    return (reached + 1) / (resamples + 1)
