"""What the docstring of a metric says: what it is, which fields it reads, and what its parameters mean."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from typing import NamedTuple

from reasonscore.metrics.row_metric import RowMetric

_NAMED = re.compile(r"    (\w+): (.*)")


class Description(NamedTuple):
    """The words of a docstring; empty where Python runs without docstrings."""

    body: str
    parameters: Mapping[str, str]
    """What each parameter means, in the order of the docstring."""

    @property
    def summary(self) -> str:
        """The first line."""
        return self.body.partition("\n")[0]


def describe(metric: type[RowMetric]) -> Description:
    """What a metric's docstring says.

    >>> from reasonscore import metrics
    >>> describe(metrics.HitRate).parameters
    {'k': 'Ranks that count; None for the whole list.'}
    """
    body, _, tail = inspect.cleandoc(metric.__doc__ or "").partition("\nArgs:\n")
    found: dict[str, str] = {}
    name = ""
    for line in tail.splitlines():
        named = _NAMED.match(line)
        if named:
            name, found[named[1]] = named[1], named[2]
        elif line.strip() and name:
            found[name] = f"{found[name]} {line.strip()}"
    return Description(body.strip(), found)
