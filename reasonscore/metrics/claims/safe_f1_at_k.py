"""SAFEF1@K: F1@K over the facts that are relevant to the question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.claims.f1_at_k import f1_score
from reasonscore.metrics.metric import Need
from reasonscore.metrics.parameter import check_count
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score
from reasonscore.metrics.verdict_counts import count_verdicts, no_verdicts


@register
@dataclass(frozen=True, slots=True, repr=False)
class SAFEF1AtK(RowMetric):
    """F1@K over the relevant facts: supported against not supported, contradicted or not.

    Claims with the flag `irrelevant` leave precision and recall.

    Args:
        k: Number of supported facts that counts as complete.
    """

    name: ClassVar[str] = "SAFEF1@K"
    id: ClassVar[str] = "metrics.safe_f1_at_k.v1"
    needs: ClassVar[frozenset[Need]] = frozenset({"verdicts"})
    formula: ClassVar[str] = "harmonic mean of P = S / (S + not supported) and R = min(S / K, 1)"
    empty: ClassVar[str] = (
        "0 if S = 0, facts that are all irrelevant included; no value without any judged fact: no_claims, no_evidence, "
        "abstained, or error where all judging failed"
    )
    source: ClassVar[str] = "SAFE, google-deepmind/long-form-factuality"

    k: int = 100

    def __post_init__(self) -> None:
        check_count("k", self.k)

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        relevant = [claim for claim in row.get("claims") or () if "irrelevant" not in (claim.get("flags") or ())]
        everything, counts = count_verdicts(row), count_verdicts({"claims": relevant})
        if missing := no_verdicts(row, everything):
            return missing
        details = {"irrelevant": everything.claims - counts.claims} | counts.details()
        return f1_score(counts.supported, counts.judged, self.k, details)
