"""From a column of scores to an estimate: the policy for absent values, the average, the resampling unit."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reasonscore.aggregate.bootstrap import COUNTS_PAY, Floats, bootstrap_means, percentile_interval
from reasonscore.aggregate.column import Column
from reasonscore.aggregate.direction import direction_of
from reasonscore.aggregate.estimate import Estimate
from reasonscore.aggregate.metric_entries import metric_entries
from reasonscore.aggregate.policy import Policy
from reasonscore.aggregate.pooling import affordable, pool_scores, pool_value, pooling_metric, resampled, units_of
from reasonscore.errors import ReasonScoreError

if TYPE_CHECKING:
    from reasonscore.metrics.row_metric import RowMetric


class Units(NamedTuple):
    """What is resampled: a sum and a weight for each record or cluster, `(n_units,)` each.

    Where many records are alike they may stand there once, with how often they are there: `counts`, `(n_units,)`.
    """

    sums: Floats
    weights: Floats
    counts: NDArray[np.int64] | None = None

    @property
    def n(self) -> int:
        """Records or clusters."""
        return len(self.sums) if self.counts is None else int(self.counts.sum())

    @property
    def mean(self) -> float | None:
        """Sum of the sums over sum of the weights, exactly rounded; None without any weight."""
        total = self._total(self.weights)
        return self._total(self.sums) / total if total else None

    def _total(self, numbers: Floats) -> float:
        if self.counts is None:
            return math.fsum(numbers.tolist())
        pairs = zip(numbers.tolist(), self.counts.tolist(), strict=True)
        return math.fsum(chain.from_iterable(repeat(number, count) for number, count in pairs))


def estimate_column(column: Column, policy: Policy, clusters: Sequence[int] | None, signature: str) -> Estimate:
    """The estimate of one metric.

    Args:
        column: Its scores.
        policy: How they are averaged and resampled.
        clusters: The cluster of each row; None where rows stand alone.
        signature: That of the rows.
    """
    resamples = policy.resamples
    value: float | None = None
    details: dict[str, Any] = {}
    metric = pooling_metric(column.metric) if column.scores is not None else None
    if metric is not None:
        value, details = pool_scores(metric, column.scores or [])
    if metric is not None and metric.looks_at_file:
        resamples = affordable(resamples, column.n)
        interval = _pooled_interval(metric, value, column, clusters, replace(policy, resamples=resamples))
    else:
        units = column_units(column, policy, clusters)
        value, interval = units.mean, None
        if column.statuses["scored"] >= 2 and units.n >= 2:
            means = bootstrap_means(units.sums, units.weights, resamples, policy.seed, units.counts)
            interval = percentile_interval(means, policy.confidence)
    return Estimate(
        metric=column.metric,
        value=value,
        interval=interval,
        n=column.n,
        n_scored=column.statuses["scored"],
        statuses=column.ordered_statuses(),
        counts=dict(column.counts),
        direction=direction_of(column.metric),
        signature=_signature(column.metric, signature, policy.signature(resamples)),
        confidence=policy.confidence,
        missing=policy.missing,
        details=details,
    )


def _pooled_interval(
    metric: RowMetric, value: float | None, column: Column, clusters: Sequence[int] | None, policy: Policy
) -> tuple[float, float] | None:
    scores = column.scores or []
    units = units_of(clusters, column.n)
    if value is None or column.statuses["scored"] < 2 or len(units) < 2:
        return None
    draws = resampled(
        lambda rows: pool_value(metric, [scores[row] for row in rows]), units, policy.resamples, policy.seed
    )
    return percentile_interval(draws, policy.confidence) if len(draws) else None


def column_units(column: Column, policy: Policy, clusters: Sequence[int] | None) -> Units:
    """The units of a column: rows without a value leave or count as zero, rows of one cluster are added up."""
    alike = column.triples.counts() if clusters is None else None
    if alike:
        # Where resamples are drawn by counts, records that are alike need neither be told apart nor held one by one.
        numbers = np.array(list(alike), dtype=np.float64).T
        sums, weights, kept = _contributions(column.metric, policy, numbers[0], numbers[1], numbers[2])
        units = Units(sums[kept], weights[kept], np.array(list(alike.values()), dtype=np.int64)[kept])
        if len(units.sums) * COUNTS_PAY <= units.n:
            return units
    found = (column.values, column.numerators, column.denominators)
    sums, weights, kept = _contributions(column.metric, policy, *(np.array(row, dtype=np.float64) for row in found))
    if clusters is not None:
        _, codes = np.unique(np.array(clusters)[kept], return_inverse=True)
        summed: Floats = np.bincount(codes, sums[kept]).astype(np.float64)
        return Units(summed, np.bincount(codes, weights[kept]).astype(np.float64))
    return Units(sums[kept], weights[kept])


def _contributions(
    metric: str, policy: Policy, values: Floats, numerators: Floats, denominators: Floats
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """What each record contributes, how much it weighs, and whether it counts."""
    weights = np.ones(len(values))
    if policy.average == "pooled":
        if np.any(~np.isnan(values) & (np.isnan(numerators) | np.isnan(denominators))):
            raise ReasonScoreError(
                f"{metric} has scores without numerator and denominator, which average 'pooled' needs; "
                "use average 'mean'"
            )
        values, weights = np.where(np.isnan(values), math.nan, numerators), np.nan_to_num(denominators)
    if policy.missing == "zero":
        weights = np.where(np.isnan(values), 1.0, weights)
        values = np.where(np.isnan(values), 0.0, values)
    return values, weights, ~np.isnan(values) & (weights > 0)


def _signature(metric: str, rows: str, entries: Mapping[str, str]) -> str:
    """The rows' signature, what the aggregate adds to it, and the metric; empty where the rows carry none."""
    if not rows:
        return ""
    stages = {"aggregate": entries, "metric": metric_entries(metric)}
    added = (f"{name}:{','.join(f'{key}={value}' for key, value in found.items())}" for name, found in stages.items())
    return "|".join([rows, *added])
