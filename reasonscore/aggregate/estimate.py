"""An estimate: the mean of a metric over a file, with its interval and everything needed to judge it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from reasonscore.metrics.metric import Direction

Missing = Literal["skip", "zero", "error"]
"""What a row without a value counts as: nothing, zero, or a reason to stop."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a file says about one metric.

    Args:
        metric: The metric as it prints itself.
        value: Mean over the scored rows (over all rows where absences count as zero); None where there are none.
        interval: Percentile bootstrap interval; None with fewer than two rows (or clusters) to resample.
        n: Rows in the file, those that failed included.
        n_scored: Rows that have a value.
        statuses: Rows by status, `scored` first, then the reasons why there is no value.
        counts: Claims by verdict (and what else the metric counts), summed over the rows.
        direction: Which way is better: `higher`, `lower` or `none`.
        signature: What produced the scores and the interval, and the metric with its version and parameters; empty
            where the rows carry none.
        confidence: Share of the bootstrap means inside the interval.
        missing: What rows without a value counted as.
        details: What the metric says about the whole file besides its value.

    >>> print(Estimate("Factuality", 0.8333, (0.79, 0.871), 200, 190))
    Factuality 0.833 [0.790, 0.871] (190 of 200 scored)
    >>> print(Estimate("Factuality", None, None, 1, 0, {"no_claims": 1}))
    Factuality not scored (0 of 1 scored)
    """

    metric: str
    value: float | None
    interval: tuple[float, float] | None
    n: int
    n_scored: int
    statuses: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    direction: Direction = "none"
    signature: str = ""
    confidence: float = 0.95
    missing: Missing = "skip"
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def file_signature(self) -> str:
        """The signature without the metric: what the estimates of a file share."""
        return self.signature.partition("|metric:")[0]

    def to_row(self) -> dict[str, Any]:
        """The estimate as a JSON object."""
        return {
            "metric": self.metric,
            "value": self.value,
            "interval": list(self.interval) if self.interval else None,
            "confidence": self.confidence,
            "n": self.n,
            "n_scored": self.n_scored,
            "missing": self.missing,
            "statuses": dict(self.statuses),
            "counts": dict(self.counts),
            "direction": self.direction,
            "signature": self.signature,
        } | ({"details": dict(self.details)} if self.details else {})

    def __str__(self) -> str:
        value = "not scored" if self.value is None else f"{self.value:.3f}"
        interval = f" [{self.interval[0]:.3f}, {self.interval[1]:.3f}]" if self.interval else ""
        return f"{self.metric} {value}{interval} ({self.n_scored} of {self.n} scored)"
