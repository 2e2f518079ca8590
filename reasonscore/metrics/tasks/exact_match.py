"""ExactMatch: whether a text equals a gold text, as SQuAD compares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, ratio
from reasonscore.metrics.tasks.squad_text import squad_words
from reasonscore.metrics.tasks.text_pair import read_texts


@register
@dataclass(frozen=True, slots=True, repr=False)
class ExactMatch(RowMetric):
    """Whether the predicted text equals a gold one, case, punctuation and articles aside.

    Row fields: `prediction`, else the final answer; `reference.text`, else `reference.answer`, of which the best
    counts.
    """

    name: ClassVar[str] = "ExactMatch"
    id: ClassVar[str] = "metrics.exact_match.v1"
    formula: ClassVar[str] = "1 if equal after normalisation, else 0"
    empty: ClassVar[str] = "no value: no_reference, no_answer or abstained"
    source: ClassVar[str] = "SQuAD; used for explanatory argument extraction"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        pair = read_texts(row)
        if isinstance(pair, Score):
            return pair
        return ratio(int(any(squad_words(pair[0]) == squad_words(gold) for gold in pair[1])), 1)
