"""NoErrorAccuracy: how many of the texts that a system left uncorrected are correct."""

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
class NoErrorAccuracy(RowMetric):
    """MedRECT's `no_error_accuracy`: right NAs among the NAs that the system issued, which makes it a precision.

    Row fields: `reference` and `prediction`, each `{"flag": 0 or 1, "sentence_id", "correction"}`; the prediction may
    be a submission line (`text-id flag sentence-id correction`). A prediction that is missing or cannot be read is
    wrong.

    Args:
        base: Index of the first sentence: 0 in MEDEC, 1 in MedRECT.
    """

    name: ClassVar[str] = "NoErrorAccuracy"
    id: ClassVar[str] = "metrics.no_error_accuracy.v1"
    formula: ClassVar[str] = "texts that both sides leave uncorrected / texts that the system leaves uncorrected"
    empty: ClassVar[str] = (
        "no value: no_answer for a text that the system corrects, no_reference without a reference flag"
    )
    source: ClassVar[str] = "MedRECT, pfnet-research/medrect"

    base: int = 1

    def __post_init__(self) -> None:
        check_choice("base", self.base, (0, 1))

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        pair = read_pair(row, self.base)
        if isinstance(pair, Score):
            return pair
        gold, found = pair
        return absent("no_answer") if found.flag is None or found.text else ratio(int(not gold.text), 1)
