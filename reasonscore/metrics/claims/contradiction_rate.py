"""ContradictionRate: the share of judged claims that the evidence contradicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Direction, Need
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, ratio
from reasonscore.metrics.verdict_counts import count_verdicts, no_verdicts


def contradiction_rate(contradicted: int, judged: int) -> float | None:
    """The contradicted share of the judged claims, None where there are none.

    >>> contradiction_rate(1, 4)
    0.25
    """
    return contradicted / judged if judged else None


@register
@dataclass(frozen=True, slots=True, repr=False)
class ContradictionRate(RowMetric):
    """The share of judged claims that the evidence contradicts.

    Unlike `1 - Factuality` it leaves out what the evidence is silent about: it says how much is wrong, not how much is
    unproven.
    """

    name: ClassVar[str] = "ContradictionRate"
    id: ClassVar[str] = "metrics.contradiction_rate.v1"
    direction: ClassVar[Direction] = "lower"
    needs: ClassVar[frozenset[Need]] = frozenset({"verdicts"})
    formula: ClassVar[str] = "contradicted / judged claims"
    empty: ClassVar[str] = "no value: no_claims, no_evidence or abstained"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        counts = count_verdicts(row)
        return no_verdicts(row, counts) or ratio(counts.contradicted, counts.judged, **counts.details())
