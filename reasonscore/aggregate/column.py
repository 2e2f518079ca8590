"""A column: what is kept of one metric's scores, a few numbers a row."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Mapping
from typing import Any

from reasonscore.aggregate.coded_triples import CodedTriples
from reasonscore.errors import InputError
from reasonscore.kind import kind_of
from reasonscore.metrics.score import Score

NUMBERS = ("value", "status", "numerator", "denominator")
NOT_IN_ROW = "not_in_row"
"""Status of a row that was scored, but not by this metric."""

COUNTED = ("supported", "contradicted", "unverifiable", "not_judged", "errors")
"""Score details that are counts of claims and may be added up over rows."""


class Column:
    """Value, numerator, denominator and status of one metric in every row; absent numbers are held as NaN inside.

    A million rows of a ratio hold few distinct triples: a row costs one or two bytes, not three numbers.

    Args:
        metric: The metric as it prints itself.
        keep_scores: Whether whole scores are kept, details included, for a metric that looks at a whole file.
    """

    def __init__(self, metric: str, keep_scores: bool = False) -> None:
        self.metric = metric
        self.triples = CodedTriples()
        self.statuses: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.scores: list[Score] | None = [] if keep_scores else None
        self.first_absent: tuple[str, str] | None = None

    def add(self, score: Mapping[str, Any], row_id: str) -> None:
        """Keep one score.

        Raises:
            InputError: Where a number is not a finite number or null, or the score is not an object.
        """
        if not isinstance(score, dict | Mapping):
            found = f"row '{row_id}': found {kind_of(score)}, expected an object with a value"
            raise InputError(found, field=f"scores.{self.metric}")
        value = _number(score, "value", self.metric, row_id)
        status = score.get("status", "error" if value is None else "scored")
        if not isinstance(status, str) or (status == "scored") != (value is not None):
            raise InputError(
                f"row '{row_id}': found status {status!r} with value {value}, expected a value exactly where the "
                "status is scored",
                field=f"scores.{self.metric}",
            )
        numerator = _number(score, "numerator", self.metric, row_id)
        denominator = _number(score, "denominator", self.metric, row_id)
        self._put(value, numerator, denominator, status, row_id)
        if self.scores is not None:
            details = {key: found for key, found in score.items() if key not in NUMBERS}
            self.scores.append(Score(value, status, numerator, denominator, details))  # type: ignore[arg-type]
        for key in COUNTED:
            count = score.get(key)
            if isinstance(count, int) and not isinstance(count, bool):
                self.counts[key] += count

    def add_absent(self, status: str, row_id: str) -> None:
        """Keep that a row has no score, with the reason."""
        self._put(None, None, None, status, row_id)
        if self.scores is not None:
            self.scores.append(Score(None, status))  # type: ignore[arg-type]

    @property
    def n(self) -> int:
        """Rows so far."""
        return len(self.triples)

    @property
    def values(self) -> array[float]:
        """The value of each row."""
        return self.triples.column(0)

    @property
    def numerators(self) -> array[float]:
        """The numerator of each row."""
        return self.triples.column(1)

    @property
    def denominators(self) -> array[float]:
        """The denominator of each row."""
        return self.triples.column(2)

    def ordered_statuses(self) -> dict[str, int]:
        """Rows by status: `scored` first, then the most frequent reason."""
        order = sorted(self.statuses, key=lambda name: (name != "scored", -self.statuses[name], name))
        return {name: self.statuses[name] for name in order}

    def _put(
        self, value: float | None, numerator: float | None, denominator: float | None, status: str, row_id: str
    ) -> None:
        self.triples.append((value, numerator, denominator))
        self.statuses[status] += 1
        if value is None and self.first_absent is None:
            self.first_absent = (row_id, status)


def make_column(metric: str) -> Column:
    """The column of a metric, with whole scores where the metric looks at a whole file."""
    from reasonscore.aggregate.pooling import pooling_metric

    return Column(metric, keep_scores=pooling_metric(metric) is not None)


def _number(score: Mapping[str, Any], key: str, metric: str, row_id: str) -> float | None:
    found = score.get(key)
    if found is None:
        return None
    path = f"scores.{metric}.{key}"
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise InputError(f"row '{row_id}': found {kind_of(found)}, expected a number or null", field=path)
    try:
        number = float(found)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise InputError(f"row '{row_id}': found {number}, expected a finite number or null", field=path)
    return number
