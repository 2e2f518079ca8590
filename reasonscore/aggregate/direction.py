"""Which way of a metric is better, by its name."""

from __future__ import annotations

from reasonscore.errors import ReasonScoreError
from reasonscore.metrics.metric import Direction


def direction_of(metric: str) -> Direction:
    """The direction that the metric declares; `none` for a name that no registered metric prints."""
    from reasonscore.metrics import parse_metric

    try:
        direction: Direction = parse_metric(metric).direction
    except ReasonScoreError:
        return "none"
    return direction
