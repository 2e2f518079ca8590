"""ChrF: character n-grams that two texts share, through sacrebleu."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar

from reasonscore.errors import MissingExtraError
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.parameter import check_choice, check_count
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, ratio
from reasonscore.metrics.tasks.text_pair import read_texts


@register
@dataclass(frozen=True, slots=True, repr=False)
class ChrF(RowMetric):
    """chrF of the predicted text, computed by the sacrebleu package (extra `text`), on the scale from 0 to 1.

    Row fields: `prediction`, else the final answer; `reference.text`, else `reference.answer` (the best reference
    counts). A file's number is the mean over its rows (sentence chrF). sacrebleu's own signature stands in the details.

    Args:
        word_order: Order of word n-grams; 0 for chrF, 2 for chrF++.
        lowercase: Whether case counts.
    """

    name: ClassVar[str] = "ChrF"
    id: ClassVar[str] = "metrics.chrf.v1"
    formula: ClassVar[str] = "F2 of character n-grams up to 6 (and word n-grams up to word_order)"
    empty: ClassVar[str] = "0 where nothing is shared; no value: no_reference, no_answer or abstained"
    source: ClassVar[str] = "sacrebleu"

    word_order: int = 0
    lowercase: bool = False

    def __post_init__(self) -> None:
        check_count("word_order", self.word_order, 0)
        check_choice("lowercase", self.lowercase, (True, False))

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        pair = read_texts(row)
        if isinstance(pair, Score):
            return pair
        scorer = self._scorer()
        value = scorer.sentence_score(pair[0], list(pair[1])).score / 100
        return ratio(min(value, 1.0), 1, signature=str(scorer.get_signature()))

    def _scorer(self) -> Any:
        try:
            package = import_module("sacrebleu.metrics")
        except ImportError:
            raise MissingExtraError("the metric ChrF", "text") from None
        return package.CHRF(word_order=self.word_order, lowercase=self.lowercase)
