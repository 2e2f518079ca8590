"""Truncation: whether a response stops before its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.hygiene.findings import read_findings, share_of
from reasonscore.metrics.metric import Direction
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score


@register
@dataclass(frozen=True, slots=True, repr=False)
class Truncation(RowMetric):
    """Whether a response stops before its end; over a file, the share of such responses.

    A part that was opened and never closed counts, and a last line that stops within a sentence.
    """

    name: ClassVar[str] = "Truncation"
    id: ClassVar[str] = "metrics.truncation.v1"
    direction: ClassVar[Direction] = "lower"
    formula: ClassVar[str] = "1 if the response is cut off, else 0"
    empty: ClassVar[str] = "no value: no_answer for an empty response, error for one that is no text"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        found = read_findings(row)
        if isinstance(found, Score):
            return found
        return share_of(found.truncated)
