"""The mean of cost fields (seconds, tokens, money), collected over rows in constant memory."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from reasonscore.aggregate.field_path import field_value


class Costs:
    """Sums of numeric fields; rows without one do not count for it.

    >>> costs = Costs(["usage.tokens"])
    >>> for tokens in (100, None, 300):
    ...     costs.add({"usage": {"tokens": tokens}})
    >>> costs.means()
    {'usage.tokens': 200.0}
    """

    def __init__(self, fields: Sequence[str]) -> None:
        self._sums = dict.fromkeys(fields, 0.0)
        self._counts = dict.fromkeys(fields, 0)

    def add(self, row: Mapping[str, Any]) -> None:
        """Take in one row."""
        for name in self._sums:
            found = field_value(row, name)
            if isinstance(found, int | float) and not isinstance(found, bool) and math.isfinite(found):
                self._sums[name] += found
                self._counts[name] += 1

    def means(self) -> dict[str, float | None]:
        """The mean of each field; None where no row has it."""
        return {name: total / self._counts[name] if self._counts[name] else None for name, total in self._sums.items()}
