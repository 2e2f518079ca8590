"""A score: a value or the reason why there is none, with the counts behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

ScoreStatus = Literal[
    "scored", "no_claims", "no_evidence", "no_reference", "no_answer", "abstained", "unsupported_language", "error"
]


@dataclass(frozen=True, slots=True)
class Score:
    """What a metric says of one record.

    Args:
        value: The number; None unless the status is `scored`.
        status: `scored`, or why there is no value.
        numerator: What was counted.
        denominator: Out of how many.
        details: More that belongs to the number (the counts by verdict, the rung that matched), JSON values only.

    >>> ratio(3, 4).value
    0.75
    >>> absent("no_claims").value is None
    True
    """

    value: float | None
    status: ScoreStatus = "scored"
    numerator: float | None = None
    denominator: float | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    def to_row(self) -> dict[str, Any]:
        """The score as a JSON object."""
        row = {"value": self.value, "status": self.status, "numerator": self.numerator, "denominator": self.denominator}
        return row | dict(self.details)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Score:
        """The score that a JSON object describes, the inverse of `to_row`.

        >>> Score.from_row(ratio(3, 4, supported=3).to_row()) == ratio(3, 4, supported=3)
        True
        """
        own = ("value", "status", "numerator", "denominator")
        details = {key: value for key, value in row.items() if key not in own}
        return cls(row.get("value"), row.get("status", "error"), row.get("numerator"), row.get("denominator"), details)


def ratio(numerator: float, denominator: float, **details: Any) -> Score:
    """A scored share; the denominator must be positive."""
    return Score(numerator / denominator, "scored", numerator, denominator, details)


def absent(status: ScoreStatus, **details: Any) -> Score:
    """A score without a value, for the stated reason."""
    return Score(None, status, details=details)
