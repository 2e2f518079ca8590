"""A threshold that an estimate must meet: `Factuality=0.8`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reasonscore.aggregate.direction import direction_of
from reasonscore.aggregate.estimate import Estimate
from reasonscore.errors import InputError


class Threshold(NamedTuple):
    """A metric and the value to reach; where lower is better, the value not to exceed."""

    metric: str
    limit: float

    def unmet(self, estimates: Sequence[Estimate]) -> str | None:
        """What was missed, in a sentence; None where the threshold is met. A metric without a value misses it.

        Raises:
            InputError: Where no estimate is of this metric.
        """
        found = next((estimate for estimate in estimates if estimate.metric == self.metric), None)
        if found is None:
            known = ", ".join(estimate.metric for estimate in estimates) or "none"
            raise InputError(f"threshold for '{self.metric}', but the rows have: {known}")
        lower = (found.direction if found.direction != "none" else direction_of(self.metric)) == "lower"
        if found.value is not None and (found.value <= self.limit if lower else found.value >= self.limit):
            return None
        value = "not scored" if found.value is None else f"{found.value:.4f}"
        return f"{self.metric} is {value}, expected at {'most' if lower else 'least'} {self.limit:g}"


def parse_threshold(text: str) -> Threshold:
    """The threshold that a text states; what follows the last `=` is the number.

    Raises:
        InputError: Where there is no number.

    >>> parse_threshold("FActScore(gamma=10)=0.8")
    Threshold(metric='FActScore(gamma=10)', limit=0.8)
    """
    metric, sign, number = text.rpartition("=")
    try:
        if sign and metric.strip():
            return Threshold(metric.strip(), float(number))
    except ValueError:
        pass
    raise InputError(f"threshold '{text}', expected a metric and a number such as Factuality=0.8")
