"""PromptCopying: the share of a response that is copied from its question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.hygiene.findings import read_findings
from reasonscore.metrics.metric import Direction
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio


@register
@dataclass(frozen=True, slots=True, repr=False)
class PromptCopying(RowMetric):
    """The share of a response's words that stand in runs of eight words or more copied from the question.

    Naming the findings of a case is part of reasoning about them; long copied runs only fill the page.
    """

    name: ClassVar[str] = "PromptCopying"
    id: ClassVar[str] = "metrics.prompt_copying.v1"
    direction: ClassVar[Direction] = "lower"
    formula: ClassVar[str] = "words in runs copied from the question / words"
    empty: ClassVar[str] = (
        "no value: no_answer for an empty response, error for one that is no text, no_reference without a question"
    )

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        found = read_findings(row)
        if isinstance(found, Score):
            return found
        return ratio(found.copied, 1) if row.get("question") else absent("no_reference")
