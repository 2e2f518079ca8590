"""ErrorSentenceAccuracy: whether the wrong sentence of a text was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.parameter import check_choice
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio
from reasonscore.metrics.tasks.correction import read_pair


@register
@dataclass(frozen=True, slots=True, repr=False)
class ErrorSentenceAccuracy(RowMetric):
    """Whether the index of the wrong sentence is right, "none" included (MEDEC and MedRECT, second sub-task).

    Row fields: `reference` and `prediction`, each `{"flag": 0 or 1, "sentence_id", "correction"}`; the prediction may
    be a submission line (`text-id flag sentence-id correction`). The index is compared as it is written, whatever the
    flag beside it says. A prediction that is missing or cannot be read is wrong.

    Args:
        base: Index of the first sentence: 0 in MEDEC (-1 means no error), 1 in MedRECT (0 means no error).
        errors_only: Count only texts that hold an error.
    """

    name: ClassVar[str] = "ErrorSentenceAccuracy"
    id: ClassVar[str] = "metrics.error_sentence_accuracy.v1"
    formula: ClassVar[str] = "right sentence indices / all reference texts"
    empty: ClassVar[str] = "a missing prediction is wrong; no value (no_reference) for a text that does not count"
    source: ClassVar[str] = "MEDIQA-CORR 2024, abachaa/MEDIQA-CORR-2024; MedRECT, pfnet-research/medrect"

    base: int = 0
    errors_only: bool = False

    def __post_init__(self) -> None:
        check_choice("base", self.base, (0, 1))
        check_choice("errors_only", self.errors_only, (True, False))

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        pair = read_pair(row, self.base)
        if isinstance(pair, Score):
            return pair
        gold, found = pair
        if self.errors_only and not gold.flag:
            return absent("no_reference")
        return ratio(int(found.flag is not None and found.sentence == gold.sentence), 1)
