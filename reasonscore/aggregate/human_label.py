"""A column of human labels beside a metric: both as yes or no, so that their agreement can be measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reasonscore.aggregate.agreement import Agreement, cohen_kappa
from reasonscore.aggregate.field_path import field_value
from reasonscore.errors import InputError

YES = frozenset({"1", "1.0", "true", "yes", "y", "correct", "supported", "pass"})
NO = frozenset({"0", "0.0", "false", "no", "n", "incorrect", "wrong", "unsupported", "contradicted", "fail"})
CUT = 0.5
"""A metric's value from which it counts as yes."""


class HumanColumn:
    """Pairs of a metric's value and the human label of the same row.

    Args:
        metric: The metric as it prints itself.
        path: Dotted path of the human label.
    """

    def __init__(self, metric: str, path: str) -> None:
        self.metric = metric
        self.path = path
        self.unread = 0
        self._judged: list[str] = []
        self._human: list[str] = []

    def add(self, row: Mapping[str, Any]) -> None:
        """Take in one row; rows without a value or with a label that is neither yes nor no are left out."""
        scores = row.get("scores")
        score = scores.get(self.metric) if isinstance(scores, Mapping) else None
        value = score.get("value") if isinstance(score, Mapping) else None
        found = field_value(row, self.path)
        human = yes_or_no(found)
        if found is not None and human is None:
            self.unread += 1
        if value is not None and human is not None:
            self._judged.append("yes" if value >= CUT else "no")
            self._human.append(human)

    @property
    def n(self) -> int:
        """Rows that have both."""
        return len(self._judged)

    def agreement(self, **settings: Any) -> Agreement:
        """How far metric (rows) and human (columns) agree."""
        return cohen_kappa(self._judged, self._human, labels=("no", "yes"), **settings)


def yes_or_no(value: Any) -> str | None:
    """The label as `yes` or `no`; None where it is neither.

    >>> yes_or_no(True), yes_or_no("Incorrect"), yes_or_no(0), yes_or_no("maybe")
    ('yes', 'no', 'no', None)
    """
    word = str(value).strip().casefold()
    return "yes" if word in YES else "no" if word in NO else None


def parse_human_column(text: str) -> HumanColumn:
    """The column that `Metric=field` names.

    Raises:
        InputError: Where there is no field.
    """
    metric, sign, path = text.rpartition("=")
    if not (sign and metric.strip() and path.strip()):
        raise InputError(f"found '{text}', expected a metric and a field such as AnswerAccuracy=judged_correct")
    from reasonscore.metrics.parse import printed_name

    return HumanColumn(printed_name(metric), path.strip())
