"""Pairing of scored files by record, and their comparison: difference, interval, p-value, effect size, wins, moves."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reasonscore.aggregate.bootstrap import Floats, bootstrap_means, percentile_interval
from reasonscore.aggregate.comparability import incomparable
from reasonscore.aggregate.comparison import Comparison, Move, Settings
from reasonscore.aggregate.direction import direction_of
from reasonscore.aggregate.holm import holm
from reasonscore.aggregate.mcnemar import mcnemar_p
from reasonscore.aggregate.pooled_comparison import compare_pooled
from reasonscore.aggregate.pooling import pooled_metric
from reasonscore.aggregate.randomisation import randomisation_p
from reasonscore.aggregate.score_table import ScoreTable
from reasonscore.errors import InputError
from reasonscore.metrics.given import Given


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which records two tables share; the positions are parallel and in the order of the first table."""

    ids: tuple[str, ...]
    in_a: tuple[int, ...]
    in_b: tuple[int, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    asked_differently: tuple[str, ...]


def pair_tables(a: ScoreTable, b: ScoreTable) -> Pairing:
    """The records of both tables, those of only one, and the shared ones whose question or reference differs."""
    ids = tuple(row_id for row_id in a.positions if row_id in b.positions)
    return Pairing(
        ids=ids,
        in_a=tuple(a.positions[row_id] for row_id in ids),
        in_b=tuple(b.positions[row_id] for row_id in ids),
        only_a=tuple(row_id for row_id in a.positions if row_id not in b.positions),
        only_b=tuple(row_id for row_id in b.positions if row_id not in a.positions),
        asked_differently=tuple(row_id for row_id in ids if _asked_differently(a, b, row_id)),
    )


def _asked_differently(a: ScoreTable, b: ScoreTable, row_id: str) -> bool:
    # What a failed row asked is not known: its line may have been unreadable.
    one, two = a.inputs[a.positions[row_id]], b.inputs[b.positions[row_id]]
    return bool(one and two) and one != two


def compare(
    rows_a: Iterable[Mapping[str, Any]],
    rows_b: Iterable[Mapping[str, Any]],
    *,
    metrics: Given = (),
    cluster: str | None = None,
    force: bool = False,
    settings: Settings | None = None,
) -> list[Comparison]:
    """B against A on every metric that both have, paired by id.

    Args:
        rows_a: Scored rows of the first system.
        rows_b: Scored rows of the second one.
        metrics: Metrics to compare, by name or as values; empty means all.
        cluster: Field of rows that belong together.
        force: Compare although the signatures differ.
        settings: Seed, resamples, confidence, what absent values count as.

    Raises:
        InputError: Where the signatures differ, with the entries that do; for anything but rows; for a row without
            scores or cluster, or an id that is there twice.
    """
    tables = [ScoreTable(name, metrics, cluster).read(rows) for name, rows in (("A", rows_a), ("B", rows_b))]
    reasons = incomparable(tables)
    if reasons and not force:
        raise InputError("the rows were not scored in the same way: " + "; ".join(reasons))
    return compare_tables(tables, settings)


def compare_tables(tables: Sequence[ScoreTable], settings: Settings | None = None) -> list[Comparison]:
    """Every pair of tables on every metric that both have, with Holm's correction over all of them.

    Raises:
        InputError: Where `missing` is `error` and a shared record has no value.
    """
    settings = settings or Settings()
    found = []
    for a, b in combinations(tables, 2):
        pairing = pair_tables(a, b)
        found += [_compared(metric, a, b, pairing, settings) for metric in a.metrics if metric in b.metrics]
    adjusted = holm([comparison.p for comparison in found])
    return [replace(comparison, p_holm=p) for comparison, p in zip(found, adjusted, strict=True)]


def _compared(metric: str, a: ScoreTable, b: ScoreTable, pairing: Pairing, settings: Settings) -> Comparison:
    direction, pooled = direction_of(metric), pooled_metric(metric)
    left: Floats = np.array(a.values(metric))[list(pairing.in_a)]
    right: Floats = np.array(b.values(metric))[list(pairing.in_b)]
    absent_a, absent_b = np.isnan(left), np.isnan(right)
    only_a, only_b = int((~absent_a & absent_b).sum()), int((absent_a & ~absent_b).sum())
    if settings.missing == "error" and (absent_a | absent_b).any():
        row_id = pairing.ids[int(np.argmax(absent_a | absent_b))]
        raise InputError(f"row '{row_id}' has no value and missing is 'error'; use 'skip' or 'zero' to go on")
    if settings.missing == "zero" and pooled is None:
        left, right = np.nan_to_num(left), np.nan_to_num(right)
    kept = np.flatnonzero(~np.isnan(left) & ~np.isnan(right))
    left, right = left[kept], right[kept]
    n = len(kept)
    result = Comparison(metric, a.name, b.name, direction, n, confidence=settings.confidence)
    result = replace(result, scored_only_a=only_a, scored_only_b=only_b)
    if not n:
        return result
    if pooled is not None:
        rows_a, rows_b = a.scores(metric) or [], b.scores(metric) or []
        pairs = [(rows_a[pairing.in_a[index]], rows_b[pairing.in_b[index]]) for index in kept]
        clusters = [a.clusters[pairing.in_a[index]] for index in kept] if a.cluster else None
        return compare_pooled(result, pooled, pairs, clusters, settings)
    difference = right - left
    better = -difference if direction == "lower" else difference
    sums, weights = _units(difference, kept, a, pairing)
    binary = a.cluster is None and bool(np.isin(np.concatenate([left, right]), (0.0, 1.0)).all())
    interval = None
    if len(sums) >= 2:
        means = bootstrap_means(sums, weights, settings.resamples, settings.seed)
        interval = percentile_interval(means, settings.confidence)
    deviation = float(difference.std(ddof=1)) if n > 1 else 0.0
    mean = math.fsum(difference.tolist()) / n
    ups, downs = int((difference > 0).sum()), int((difference < 0).sum())
    return replace(
        result,
        mean_a=math.fsum(left.tolist()) / n,
        mean_b=math.fsum(right.tolist()) / n,
        difference=mean,
        interval=interval,
        p=mcnemar_p(downs, ups) if binary else randomisation_p(sums, settings.resamples, settings.seed),
        test="mcnemar" if binary else "randomisation",
        effect=mean / deviation if deviation > 1e-12 else None,
        wins=int((better > 0).sum()),
        ties=n - ups - downs,
        losses=int((better < 0).sum()),
        moved=_moved(difference, left, right, kept, pairing, settings.top),
    )


def _units(difference: Floats, kept: NDArray[np.intp], a: ScoreTable, pairing: Pairing) -> tuple[Floats, Floats]:
    if a.cluster is None:
        return difference, np.ones(len(difference))
    _, codes = np.unique([a.clusters[pairing.in_a[index]] for index in kept], return_inverse=True)
    sums: Floats = np.bincount(codes, difference).astype(np.float64)
    return sums, np.bincount(codes).astype(np.float64)


def _moved(
    difference: Floats, left: Floats, right: Floats, kept: NDArray[np.intp], pairing: Pairing, top: int
) -> tuple[Move, ...]:
    changed = np.flatnonzero(difference)
    order = nsmallest(top, ((-abs(float(difference[index])), int(index)) for index in changed))
    return tuple(Move(pairing.ids[kept[index]], float(left[index]), float(right[index])) for _, index in order)
