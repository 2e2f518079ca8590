"""LengthCorrectness: whether longer responses are right more often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from reasonscore.metrics.answers.correctness import correctness
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.correlation import spearman
from reasonscore.metrics.metric import Direction
from reasonscore.metrics.row_field import number_at, response_text
from reasonscore.metrics.row_metric import RowMetric, mean_score
from reasonscore.metrics.score import Score, absent


@register
@dataclass(frozen=True, slots=True, repr=False)
class LengthCorrectness(RowMetric):
    """The rank correlation of response length and correctness over a file.

    Row fields: `length` (tokens, if known), else the words of `response`; `correct`, else what the answer metrics need.
    One row's value is its correctness; the mean lengths of right and wrong responses stand in the details.
    """

    name: ClassVar[str] = "LengthCorrectness"
    id: ClassVar[str] = "metrics.length_correctness.v1"
    direction: ClassVar[Direction] = "none"
    bounds: ClassVar[tuple[float | None, float | None]] = (-1.0, 1.0)
    pooled: ClassVar[bool] = True
    formula: ClassVar[str] = "Spearman correlation of length and correctness (0 or 1)"
    empty: ClassVar[str] = (
        "no value: error where all lengths, or all answers, are alike; rows without either (no_answer, no_reference, "
        "abstained) are left out"
    )

    def score(self, row: Mapping[str, Any]) -> Score:
        """Whether one row is right, with its length."""
        length = number_at(row, "length")
        if length is None and isinstance(row.get("response"), str | list):
            length = float(len(response_text(row).split()))
        found = correctness(row)
        if length is None:
            return absent("no_answer")
        return replace(found, details={**found.details, "length": length})

    def pool(self, scores: Sequence[Score]) -> Score:
        """The correlation over all rows."""
        pairs = [(float(s.details["length"]), s.value) for s in scores if s.value is not None]
        value = spearman([length for length, _ in pairs], [right for _, right in pairs])
        details = dict(mean_score(scores).details)
        for name, wanted in (("length_right", 1), ("length_wrong", 0)):
            chosen = [length for length, right in pairs if right == wanted]
            details[name] = sum(chosen) / len(chosen) if chosen else None
        if value is None:
            return absent("error" if pairs else mean_score(scores).status, **details)
        return Score(value, "scored", value, 1, details)
