"""A summary: what a set of results says, as one flat dict of the kind that frameworks print and log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from reasonscore.result import Result


def summarise(results: Iterable[Result], metrics: Sequence[str], **choices: Any) -> dict[str, Any]:
    """The estimate of each metric, flat, with its interval and the number of rows behind it.

    For each metric `M`: `M` (None where no row has a value), `M_interval` (two numbers or None) and `M_n_scored`; once:
    `n`, `n_errors` and `signature`.

    Args:
        results: Output rows.
        metrics: Metrics as they print themselves.
        **choices: What `Aggregator` takes: `missing`, `cluster`, `average`, `resamples`, `confidence`, `seed`.

    >>> row = Result(id="c1", status="scored", scores={"Factuality": {"value": 0.5, "status": "scored"}})
    >>> summarise([row], ["Factuality"])["Factuality_n_scored"]
    1
    """
    from reasonscore.aggregate.aggregator import Aggregator

    aggregator = Aggregator(metrics, **choices)
    for result in results:
        aggregator.add(result)
    estimates = aggregator.estimates()
    summary: dict[str, Any] = {}
    for estimate in estimates:
        summary[estimate.metric] = estimate.value
        summary[f"{estimate.metric}_interval"] = list(estimate.interval) if estimate.interval else None
        summary[f"{estimate.metric}_n_scored"] = estimate.n_scored
    signature = estimates[0].file_signature if estimates else aggregator.signature
    return summary | {"n": aggregator.n_rows, "n_errors": aggregator.n_errors, "signature": signature}
