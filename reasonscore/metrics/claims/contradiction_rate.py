"""ContradictionRate: the share of judged claims that the evidence contradicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Direction, Need
from reasonscore.metrics.parameter import check_choice
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio
from reasonscore.metrics.verdict_counts import count_verdicts, no_verdicts, verdict_label


@register
@dataclass(frozen=True, slots=True, repr=False)
class ContradictionRate(RowMetric):
    """The share of judged claims that the evidence contradicts.

    Unlike `1 - Factuality` it leaves out what the evidence is silent about: it says how much is wrong, not how much is
    unproven. A statement that the response itself takes back later ("Wait, ...") is no longer what it says.

    Args:
        withdrawn: `skip` leaves out a contradicted claim that a later claim corrects, `count` counts it.
    """

    name: ClassVar[str] = "ContradictionRate"
    id: ClassVar[str] = "metrics.contradiction_rate.v2"
    direction: ClassVar[Direction] = "lower"
    needs: ClassVar[frozenset[Need]] = frozenset({"verdicts"})
    formula: ClassVar[str] = "contradicted / judged claims"
    empty: ClassVar[str] = "no value: no_claims, no_evidence, abstained, or error where all judging failed"

    withdrawn: str = "skip"

    def __post_init__(self) -> None:
        check_choice("withdrawn", self.withdrawn, ("skip", "count"))

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        counts = count_verdicts(row)
        left_out = withdrawn_contradictions(row) if self.withdrawn == "skip" else 0
        if missing := no_verdicts(row, counts):
            return missing
        details = counts.details() | ({"withdrawn": left_out} if left_out else {})
        if left_out == counts.judged:
            return absent("no_claims", **details)
        return ratio(counts.contradicted - left_out, counts.judged - left_out, **details)


def withdrawn_contradictions(row: Mapping[str, Any]) -> int:
    """How many contradicted claims of a row are corrected by another of its claims."""
    claims = row.get("claims") or ()
    corrected = {
        relation.get("to")
        for claim in claims
        for relation in claim.get("relations") or ()
        if relation.get("kind") == "corrects"
    }
    return sum(verdict_label(claim) == "contradicted" and claim.get("id") in corrected for claim in claims)
