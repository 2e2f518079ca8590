"""A threshold that an estimate must meet: `Factuality=0.8`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from reasonscore.aggregate.direction import direction_of
from reasonscore.aggregate.estimate import Estimate
from reasonscore.errors import InputError


class Threshold(NamedTuple):
    """A metric and the value to reach; where lower is better, the value not to exceed."""

    metric: str
    limit: float

    def require(self, metrics: Sequence[str]) -> None:
        """Refuse a threshold for a metric that is not among these.

        Raises:
            InputError: With the metrics that there are.
        """
        if self.metric not in metrics:
            raise InputError(f"threshold for '{self.metric}', but the rows have: {', '.join(metrics) or 'no metric'}")

    def unmet(self, estimates: Sequence[Estimate]) -> str | None:
        """What was missed, in a sentence; None where the threshold is met. A metric without a value misses it.

        Raises:
            InputError: Where no estimate is of this metric.
        """
        self.require([estimate.metric for estimate in estimates])
        found = next(estimate for estimate in estimates if estimate.metric == self.metric)
        lower = (found.direction if found.direction != "none" else direction_of(self.metric)) == "lower"
        if found.value is not None and (found.value <= self.limit if lower else found.value >= self.limit):
            return None
        value = "not scored" if found.value is None else f"{found.value:.4f}"
        return f"{self.metric} is {value}, expected at {'most' if lower else 'least'} {self.limit:g}"


def parse_threshold(text: str) -> Threshold:
    """The threshold that a text states; what follows the last `=` is the number.

    Raises:
        InputError: Where there is no finite number.

    >>> parse_threshold("FActScore(gamma=5)=0.8")
    Threshold(metric='FActScore(gamma=5)', limit=0.8)
    """
    from reasonscore.metrics.parse import printed_name

    metric, sign, number = text.rpartition("=")
    try:
        if sign and metric.strip() and math.isfinite(limit := float(number)):
            return Threshold(printed_name(metric), limit)
    except ValueError:
        pass
    raise InputError(f"threshold '{text}', expected a metric and a number such as Factuality=0.8")
