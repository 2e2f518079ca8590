"""ReasoningRecall: the share of an expert's points that the reasoning makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Need
from reasonscore.metrics.reasoning.told_item import told_items
from reasonscore.metrics.row_field import as_flag
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio
from reasonscore.metrics.verdict_counts import unreadable


@register
@dataclass(frozen=True, slots=True, repr=False)
class ReasoningRecall(RowMetric):
    """The share of the clinician's statements or expert points (`references`) that the response makes.

    A point that the row marks `partial` or `conflict` is not awarded, and one that was not judged (`covered` is null)
    voids the item, as in MedThink-Bench. An item whose text is empty or blank is no point.
    """

    name: ClassVar[str] = "ReasoningRecall"
    id: ClassVar[str] = "metrics.reasoning_recall.v1"
    needs: ClassVar[frozenset[Need]] = frozenset({"references"})
    formula: ClassVar[str] = "points made / points"
    empty: ClassVar[str] = "no value: no_reference; error where a point was not judged; abstained"
    source: ClassVar[str] = "MedCaseReasoning (reasoning recall); MedThink-Bench, plusnli/MedThink-Bench"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        items = told_items(row)
        if not items:
            return absent("no_reference")
        if status := unreadable(row):
            return absent(status)
        flags = [as_flag(item.get("covered")) for item in items]
        if None in flags:
            return absent("error", not_judged=flags.count(None))
        spoilt = [bool(item.get("partial") or item.get("conflict")) for item in items]
        return ratio(sum(bool(flag) and not bad for flag, bad in zip(flags, spoilt, strict=True)), len(items))
