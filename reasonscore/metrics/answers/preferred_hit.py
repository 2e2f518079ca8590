"""PreferredHit: whether the answer that the benchmark prefers is among the first k."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.answers.cutoff_metric import CutoffMetric
from reasonscore.metrics.answers.gold import gold_answers
from reasonscore.metrics.answers.ranking import read_ranking
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_field import text_at
from reasonscore.metrics.score import Score, ratio


@register
@dataclass(frozen=True, slots=True, repr=False)
class PreferredHit(CutoffMetric):
    """Whether the preferred one of several valid answers is within the first k; `valid` says whether any is.

    Row field: `reference.preferred`, else the first of `reference.answer`.

    Args:
        k: Ranks that count; None for the whole list.
    """

    name: ClassVar[str] = "PreferredHit"
    id: ClassVar[str] = "metrics.preferred_hit.v2"
    formula: ClassVar[str] = "1 if the preferred answer is within rank k, else 0"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        preferred = [text for text in [text_at(row, "reference.preferred")] if text] or list(gold_answers(row)[:1])
        found, valid = read_ranking(row, preferred), read_ranking(row)
        if isinstance(found, Score):
            return found
        any_valid = not isinstance(valid, Score) and valid.hits(self.k) > 0
        hit = found.hits(self.k) > 0
        return ratio(int(hit), 1, valid=int(any_valid or hit), rank=found.first_hit(self.k))
