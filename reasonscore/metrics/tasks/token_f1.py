"""TokenF1: the words that a text shares with a gold text, as SQuAD counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score
from reasonscore.metrics.tasks.f_score import FCounts, f_score
from reasonscore.metrics.tasks.squad_text import squad_words
from reasonscore.metrics.tasks.text_pair import read_texts


def token_counts(predicted: str, gold: str) -> FCounts:
    """Counts of the shared words; two texts without words count as equal."""
    ours, theirs = Counter(squad_words(predicted)), Counter(squad_words(gold))
    if not ours and not theirs:
        return FCounts(1, 1, 1)
    return FCounts(sum((ours & theirs).values()), sum(ours.values()), sum(theirs.values()))


@register
@dataclass(frozen=True, slots=True, repr=False)
class TokenF1(RowMetric):
    """F1 of the words that the predicted text shares with a gold one.

    Row fields: `prediction`, else the final answer; `reference.text`, else `reference.answer`, of which the best
    counts.
    """

    name: ClassVar[str] = "TokenF1"
    id: ClassVar[str] = "metrics.token_f1.v1"
    formula: ClassVar[str] = "2 * shared words / (predicted words + gold words)"
    empty: ClassVar[str] = (
        "1 where both have no words left, 0 where one has none; no value: no_reference, no_answer or abstained"
    )
    source: ClassVar[str] = "SQuAD; used for explanatory argument extraction"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        pair = read_texts(row)
        if isinstance(pair, Score):
            return pair
        return f_score(max((token_counts(pair[0], gold) for gold in pair[1]), key=lambda found: found.f1))
