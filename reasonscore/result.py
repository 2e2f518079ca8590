"""A result: one output row, with its scores as values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reasonscore.metrics.score import Score


class Result(dict[str, Any]):
    """An output row; a plain dict to everything that reads JSON.

    >>> row = Result(id="c1", status="scored", scores={"Factuality": {"value": 0.5, "status": "scored"}})
    >>> print(row)
    c1: Factuality 0.5
    """

    @property
    def scores(self) -> Mapping[str, Score]:
        """The row's scores by metric; empty for an error row."""
        names = ("value", "status", "numerator", "denominator")
        return {
            metric: Score(
                **{name: found.get(name) for name in names},
                details={key: value for key, value in found.items() if key not in names},
            )
            for metric, found in self.get("scores", {}).items()
        }

    @property
    def claims(self) -> list[dict[str, Any]]:
        """The row's claims with their verdicts."""
        return list(self.get("claims", ()))

    def __str__(self) -> str:
        if self.get("status") == "error":
            return f"{self.get('id')}: {self['error']['message']}"
        parts = [f"{name} {s.status if s.value is None else f'{s.value:.4g}'}" for name, s in self.scores.items()]
        return f"{self.get('id')}: {', '.join(parts)}"
