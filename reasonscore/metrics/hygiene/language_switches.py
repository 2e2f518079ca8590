"""LanguageSwitches: how often a response changes its language."""

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
class LanguageSwitches(RowMetric):
    """How often the language changes from one sentence to the next.

    Latin terms, names of drugs and units never count as another language.
    """

    name: ClassVar[str] = "LanguageSwitches"
    id: ClassVar[str] = "metrics.language_switches.v1"
    direction: ClassVar[Direction] = "lower"
    bounds: ClassVar[tuple[float | None, float | None]] = (0.0, None)
    formula: ClassVar[str] = "changes of language between neighbouring sentences"
    empty: ClassVar[str] = "no value: no_answer for an empty response, error for one that is no text"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        found = read_findings(row)
        if isinstance(found, Score):
            return found
        return ratio(found.language_switches, 1)
