"""The metrics that a caller gives, by name or as values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from reasonscore.errors import InputError
from reasonscore.kind import kind_of
from reasonscore.metrics.parse import parse_metric
from reasonscore.metrics.row_metric import RowMetric

Given: TypeAlias = Sequence[str | RowMetric]


def given_metrics(metrics: Given) -> tuple[RowMetric, ...]:
    """The metrics themselves.

    Raises:
        UnknownNameError: For a metric that does not exist.
        InputError: For anything but a list of names and metrics.

    >>> given_metrics(["MRR"])
    (MRR,)
    """
    return tuple(parse_metric(one) if isinstance(one, str) else one for one in _listed(metrics))


def given_names(metrics: Given) -> tuple[str, ...]:
    """The metrics as they print themselves; a name stays as it is: the metric of a file may be known to others only.

    Raises:
        InputError: For anything but a list of names and metrics.

    >>> from reasonscore.metrics import HitRate
    >>> given_names([HitRate(k=5), "Theirs"])
    ('HitRate@5', 'Theirs')
    """
    return tuple(one if isinstance(one, str) else repr(one) for one in _listed(metrics))


def _listed(metrics: Given) -> list[str | RowMetric]:
    if isinstance(metrics, str):
        raise InputError(f"found the string '{metrics}', expected a list such as ['{metrics}']", field="metrics")
    if isinstance(metrics, type) or not isinstance(metrics, Iterable):
        found = f"the class {metrics.__name__}" if isinstance(metrics, type) else kind_of(metrics)
        raise InputError(f"found {found}, expected a list such as ['Factuality']", field="metrics")
    listed = list(metrics)
    for number, one in enumerate(listed):
        if isinstance(one, str | RowMetric):
            continue
        found, expected = kind_of(one), "a name or a metric"
        if isinstance(one, type) and issubclass(one, RowMetric):
            found, expected = f"the class {one.__name__}", f"a value such as {one.__name__}()"
        raise InputError(f"found {found}, expected {expected}", field=f"metrics[{number}]")
    return listed
