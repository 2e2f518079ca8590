"""RelationF1: relations between arguments against those of the reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_field import list_at
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent
from reasonscore.metrics.tasks.f_score import f_score, pooled_f_score
from reasonscore.metrics.tasks.set_overlap import overlap


@register
@dataclass(frozen=True, slots=True, repr=False)
class RelationF1(RowMetric):
    """F1 of the relations that match exactly, ends and type.

    Row fields: `prediction.relations` and `reference.relations`, lists of lists such as `["support", 0, 2]`. Over a
    file the counts are added up (micro F1); the mean of the rows is `macro_f1` in the details.
    """

    name: ClassVar[str] = "RelationF1"
    id: ClassVar[str] = "metrics.relation_f1.v1"
    pooled: ClassVar[bool] = True
    formula: ClassVar[str] = "2 * shared / (predicted + gold)"
    empty: ClassVar[str] = (
        "0 where one side is empty; no value: no_reference without gold list, no_answer without prediction"
    )
    source: ClassVar[str] = "standard; CasiMedicos-Arg baselines report components only"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        gold, found = list_at(row, "reference.relations"), list_at(row, "prediction.relations")
        if gold is None:
            return absent("no_reference")
        return absent("no_answer") if found is None else f_score(overlap(found, gold))

    def pool(self, scores: Sequence[Score]) -> Score:
        """Micro F1 over the file."""
        return pooled_f_score(scores)
