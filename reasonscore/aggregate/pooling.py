"""Pooling: metrics that are defined over a whole file (F1 over all labels, AUROC, a correlation), not as a mean.

Such a metric says so itself (`looks_at_file`); its value is `pool` of all scores, and its bootstrap pools resampled
scores. That costs one pass over the file a resample, so large files get fewer of them: how many stands in the
signature.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from reasonscore.aggregate.bootstrap import Floats
from reasonscore.errors import InputError, ReasonScoreError
from reasonscore.metrics.score import Score

if TYPE_CHECKING:
    from reasonscore.metrics.row_metric import RowMetric

WORK = 400_000
"""Scores that the resamples of one metric may visit."""

FEWEST = 100
"""Resamples below which an interval is not worth having, whatever they cost."""


@lru_cache(maxsize=256)
def pooling_metric(name: str) -> RowMetric | None:
    """The metric of that name where it has more to say about a whole file than a mean, else None.

    >>> pooling_metric("FActScore"), pooling_metric("Factuality")
    (FActScore, None)
    """
    from reasonscore.metrics import parse_metric
    from reasonscore.metrics.row_metric import RowMetric

    try:
        metric = parse_metric(name)
    except ReasonScoreError:
        return None
    return None if type(metric).pool is RowMetric.pool else metric


def pooled_metric(name: str) -> RowMetric | None:
    """The metric of that name where its value over a file is no mean of rows, else None.

    >>> pooled_metric("F1@K"), pooled_metric("F1@K(k=64)"), pooled_metric("FActScore")
    (F1@K, None, None)
    """
    metric = pooling_metric(name)
    return metric if metric is not None and metric.looks_at_file else None


def pool_scores(metric: RowMetric, scores: Sequence[Score]) -> tuple[float | None, dict[str, Any]]:
    """The metric over a file, and what it says besides; the counts that every estimate has are left out."""
    if not scores:
        return None, {}
    found = _pool(metric, scores)
    more = {key: value for key, value in found.details.items() if key not in ("n", "n_scored", "statuses")}
    return found.value, more


def affordable(resamples: int, n: int) -> int:
    """How many resamples of `n` scores are made.

    >>> affordable(1000, 400), affordable(1000, 2000), affordable(1000, 10**6)
    (1000, 200, 100)
    """
    return min(resamples, max(FEWEST, WORK // max(n, 1)))


def resampled(
    statistic: Callable[[Sequence[int]], float | None], units: Sequence[Sequence[int]], resamples: int, seed: int
) -> Floats:
    """The statistic of resampled rows; resamples without a value are left out.

    Args:
        statistic: Of row positions.
        units: Positions of the rows of each record or cluster: what is drawn.
        resamples: How many draws.
        seed: Seed of the generator.
    """
    rng = np.random.default_rng(seed)
    found = []
    with warnings.catch_warnings():
        # What a metric warns of was said once, with the estimate itself.
        warnings.simplefilter("ignore")
        for _ in range(resamples):
            drawn = rng.integers(0, len(units), size=len(units)).tolist()
            found.append(statistic([row for unit in drawn for row in units[unit]]))
    return np.array([value for value in found if value is not None], dtype=np.float64)


def units_of(clusters: Sequence[Any] | None, n: int) -> list[list[int]]:
    """The rows of each cluster, or each row by itself.

    >>> units_of(["a", "b", "a"], 3), units_of(None, 2)
    ([[0, 2], [1]], [[0], [1]])
    """
    if clusters is None:
        return [[row] for row in range(n)]
    found: dict[Any, list[int]] = {}
    for row, cluster in enumerate(clusters):
        found.setdefault(cluster, []).append(row)
    return list(found.values())


def exchanged_p(
    difference: Callable[[Sequence[bool]], float | None], observed: float, n_units: int, resamples: int, seed: int
) -> float:
    """The two-sided p-value of a difference when pairs exchange their two scores at random.

    Args:
        difference: Of the exchanged units, as a flag a unit.
        observed: The difference without any exchange.
        n_units: Pairs, or clusters of them, that are exchanged as one.
        resamples: Exchanges to try.
        seed: Seed of the generator.
    """
    rng = np.random.default_rng(seed)
    reached = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(resamples):
            found = difference((rng.random(n_units) < 0.5).tolist())
            reached += found is None or abs(found) >= abs(observed) * (1 - 1e-12)
    return (reached + 1) / (resamples + 1)


def pool_value(metric: RowMetric, scores: Sequence[Score]) -> float | None:
    """The metric over these scores; None where it has no value."""
    return _pool(metric, scores).value if scores else None


def _pool(metric: RowMetric, scores: Sequence[Score]) -> Score:
    try:
        return metric.pool(scores)
    except KeyError as error:
        raise InputError(
            f"scores of {metric!r} lack {error}, which the number of a file is made of; score the rows again",
            field="scores",
        ) from None
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError) as error:
        raise InputError(
            f"scores of {metric!r} hold something of another kind than it writes ({error}); score the rows again",
            field="scores",
        ) from None
