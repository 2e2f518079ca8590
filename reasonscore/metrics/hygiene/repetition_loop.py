"""RepetitionLoop: whether a response repeats itself over and over."""

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
class RepetitionLoop(RowMetric):
    """Whether a response repeats itself over and over; over a file, the share of such responses.

    A loop is a fifth or more of the words in runs of eight that occurred before, with one run four times or more.
    """

    name: ClassVar[str] = "RepetitionLoop"
    id: ClassVar[str] = "metrics.repetition_loop.v1"
    direction: ClassVar[Direction] = "lower"
    formula: ClassVar[str] = "1 if the response loops, else 0"
    empty: ClassVar[str] = "no value: no_answer for an empty response, error for one that is no text"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        found = read_findings(row)
        if isinstance(found, Score):
            return found
        return share_of(found.loops)
