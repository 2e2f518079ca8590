"""ErrorFlagAccuracy: whether a text was rightly called correct or wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_metric import RowMetric, mean_score
from reasonscore.metrics.score import Score, ratio
from reasonscore.metrics.tasks.correction import read_pair


@register
@dataclass(frozen=True, slots=True, repr=False)
class ErrorFlagAccuracy(RowMetric):
    """Whether the error flag of a text is right (MEDEC and MedRECT, first sub-task).

    Row fields: `reference` and `prediction`, each `{"flag": 0 or 1, "sentence_id", "correction"}`; the prediction may
    be a submission line (`text-id flag sentence-id correction`). A prediction that is missing or cannot be read is
    wrong. Precision, recall and F1 of the error class over a file stand in the details.
    """

    name: ClassVar[str] = "ErrorFlagAccuracy"
    id: ClassVar[str] = "metrics.error_flag_accuracy.v1"
    formula: ClassVar[str] = "right flags / all reference texts"
    empty: ClassVar[str] = "a missing prediction is wrong; no value (no_reference) without a reference flag"
    source: ClassVar[str] = "MEDIQA-CORR 2024, abachaa/MEDIQA-CORR-2024; MedRECT, pfnet-research/medrect"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        pair = read_pair(row)
        if isinstance(pair, Score):
            return pair
        gold, found = pair
        hit = found.flag == gold.flag
        claimed = found.flag if found.flag is not None else not gold.flag
        return ratio(int(hit), 1, gold=int(bool(gold.flag)), predicted=int(claimed))

    def pool(self, scores: Sequence[Score]) -> Score:
        """Accuracy over the file, with precision, recall and F1 of the error class."""
        mean = mean_score(scores)
        seen = [score.details for score in scores if score.value is not None]
        if not seen:
            return mean
        tp = sum(item["gold"] and item["predicted"] for item in seen)
        predicted, gold = sum(item["predicted"] for item in seen), sum(item["gold"] for item in seen)
        found = {
            "precision": tp / predicted if predicted else None,
            "recall": tp / gold if gold else None,
            "f1": 2 * tp / (predicted + gold) if predicted + gold else None,
        }
        return replace(mean, details={**mean.details, **found})
