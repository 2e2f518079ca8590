"""CorrectionComposite: the composite of MEDEC's third sub-task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.parameter import check_choice
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, ratio
from reasonscore.metrics.tasks.correction import read_pair
from reasonscore.metrics.tasks.correction_similarity import pair_similarity


@register
@dataclass(frozen=True, slots=True, repr=False)
class CorrectionComposite(RowMetric):
    """How alike the corrected sentences are (MEDEC and MedRECT, third sub-task, composite).

    Row fields: `reference` and `prediction`, each `{"flag": 0 or 1, "sentence_id", "correction"}`; the prediction may
    be a submission line (`text-id flag sentence-id correction`). A prediction that is missing or cannot be read is
    wrong. The similarity is ROUGE-1 F, averaged with the numbers in the row's `similarities` (the papers use BERTScore
    and BLEURT-20), each clipped to 0..1.

    Args:
        base: Index of the first sentence: 0 in MEDEC, 1 in MedRECT.
        gated: Score 0 where the sentence index is wrong, as med-lm-envs does.
    """

    name: ClassVar[str] = "CorrectionComposite"
    id: ClassVar[str] = "metrics.correction_composite.v1"
    formula: ClassVar[str] = "(sum of pair similarities + texts that both leave uncorrected) / all texts"
    empty: ClassVar[str] = (
        "a one-sided NA and a missing prediction score 0; no value (no_reference) without a reference flag"
    )
    source: ClassVar[str] = "MEDIQA-CORR 2024, abachaa/MEDIQA-CORR-2024; MedRECT, pfnet-research/medrect"

    base: int = 0
    gated: bool = False

    def __post_init__(self) -> None:
        check_choice("base", self.base, (0, 1))
        check_choice("gated", self.gated, (True, False))

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        pair = read_pair(row, self.base)
        if isinstance(pair, Score):
            return pair
        gold, found = pair
        if found.flag is None or bool(gold.text) != bool(found.text):
            return ratio(0, 1)
        if not gold.text or not found.text:
            return ratio(1, 1)
        if self.gated and found.sentence != gold.sentence:
            return ratio(0, 1)
        return ratio(pair_similarity(row, found.text, gold.text), 1)
