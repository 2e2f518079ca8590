"""RepeatedText: the share of a response that it has said before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.hygiene.findings import read_findings
from reasonscore.metrics.metric import Direction
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, ratio


@register
@dataclass(frozen=True, slots=True, repr=False)
class RepeatedText(RowMetric):
    """The share of a response's words that stand in a run of eight words which occurred before.

    It measures text, not meaning: a step that says the same in other words is for `Redundancy`.
    """

    name: ClassVar[str] = "RepeatedText"
    id: ClassVar[str] = "metrics.repeated_text.v1"
    direction: ClassVar[Direction] = "lower"
    formula: ClassVar[str] = "words in repeated runs of eight / words"
    empty: ClassVar[str] = "no value: no_answer for an empty response, error for one that is no text"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        found = read_findings(row)
        if isinstance(found, Score):
            return found
        return ratio(found.repeated, 1, loops=found.loops)
