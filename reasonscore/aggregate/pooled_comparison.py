"""The comparison of two files on a metric that is defined over a whole file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reasonscore.aggregate.bootstrap import percentile_interval
from reasonscore.aggregate.comparison import Comparison, Settings
from reasonscore.aggregate.pooling import affordable, exchanged_p, pool_value, resampled, units_of
from reasonscore.metrics.score import Score

if TYPE_CHECKING:
    from reasonscore.metrics.row_metric import RowMetric

Pair = tuple[Score, Score]


def compare_pooled(
    start: Comparison, metric: RowMetric, pairs: Sequence[Pair], clusters: Sequence[str] | None, settings: Settings
) -> Comparison:
    """The comparison with both files' values, their difference, its paired bootstrap interval and its p-value.

    A row has no share of such a metric that could be won or lost: wins, effect and moved rows stay empty.

    Args:
        start: What is known of the comparison.
        metric: The metric.
        pairs: Both files' scores, pair by pair.
        clusters: What pairs belong together; None where each stands for itself.
        settings: How files are compared.
    """
    units = units_of(clusters, len(pairs))
    resamples = affordable(settings.resamples, 2 * len(pairs))

    def difference(chosen: Sequence[Pair]) -> float | None:
        one = pool_value(metric, [pair[0] for pair in chosen])
        two = pool_value(metric, [pair[1] for pair in chosen])
        return None if one is None or two is None else two - one

    def exchanged(flags: Sequence[bool]) -> float | None:
        turned = list(pairs)
        for unit, flag in zip(units, flags, strict=True):
            for row in unit if flag else ():
                turned[row] = (pairs[row][1], pairs[row][0])
        return difference(turned)

    observed = difference(pairs)
    if observed is None:
        return start
    interval = None
    if len(units) >= 2:
        draws = resampled(lambda rows: difference([pairs[row] for row in rows]), units, resamples, settings.seed)
        interval = percentile_interval(draws, settings.confidence) if len(draws) else None
    return replace(
        start,
        mean_a=pool_value(metric, [pair[0] for pair in pairs]),
        mean_b=pool_value(metric, [pair[1] for pair in pairs]),
        difference=observed,
        interval=interval,
        p=exchanged_p(exchanged, observed, len(units), resamples, settings.seed),
    )
