"""F1@K: precision of the claims, and recall as their supported number up to K."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from reasonscore.errors import InputError
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Need
from reasonscore.metrics.row_metric import RowMetric, mean_score
from reasonscore.metrics.score import Score
from reasonscore.metrics.verdict_counts import count_verdicts, no_verdicts
from reasonscore.verify.verdict import LABELS


def f1_at_k(supported: int, claims: int, k: int) -> float:
    """Harmonic mean of `supported / claims` and `min(supported / k, 1)`; 0 where nothing is supported.

    >>> round(f1_at_k(24, 25, 25), 2), round(f1_at_k(24, 25, 64), 3)
    (0.96, 0.539)
    """
    if not supported:
        return 0.0
    precision, recall = supported / claims, min(supported / k, 1.0)
    return 2 * precision * recall / (precision + recall)


def f1_score(supported: int, claims: int, k: int, details: Mapping[str, Any] | None = None) -> Score:
    """F1@K as a share: 2 * supported / (claims + max(supported, k)), which is the same number.

    >>> f1_score(24, 25, 25).numerator, f1_score(24, 25, 25).denominator
    (48, 50)
    """
    value, more = f1_at_k(supported, claims, k), {"k": k, **(details or {})}
    return Score(value, "scored", 2 * supported, claims + max(supported, k), more)


def pool_k(claim_counts: Sequence[int], rule: str) -> int:
    """K of a pool of responses: the element in the middle of their sorted claim counts (the upper median), or the last.

    >>> pool_k([10, 2, 30, 4], "median"), pool_k([10, 2, 30, 4], "max")
    (10, 30)
    """
    ordered = sorted(claim_counts)
    return ordered[len(ordered) // 2] if rule == "median" else ordered[-1]


@register
@dataclass(frozen=True, slots=True, repr=False)
class F1AtK(RowMetric):
    """Harmonic mean of the supported share of the claims and of the supported number relative to K.

    K stands in the details. With a given K the number of a file is the mean of its rows. Without one K comes from the
    responses that are scored together, so that adding a response changes every score: a warning says so, and a single
    row is its own pool.

    Args:
        k: Number of supported claims that counts as complete; `median` or `max` of the pool's claim counts.
    """

    name: ClassVar[str] = "F1@K"
    id: ClassVar[str] = "metrics.f1_at_k.v1"
    needs: ClassVar[frozenset[Need]] = frozenset({"verdicts"})
    formula: ClassVar[str] = "harmonic mean of P = S / n and R = min(S / K, 1)"
    empty: ClassVar[str] = (
        "0 if S = 0; no value if n = 0 (the paper's code divides by zero): no_claims, no_evidence, abstained, or error "
        "where all judging failed"
    )
    source: ClassVar[str] = "VeriScore, Yixiao-Song/VeriScore"
    pooled: ClassVar[bool] = True

    k: int | str = "median"

    def __post_init__(self) -> None:
        number = isinstance(self.k, int) and not isinstance(self.k, bool) and self.k >= 1
        if not number and self.k not in ("median", "max"):
            raise InputError(f"k is {self.k!r}, expected a whole number of at least 1, 'median' or 'max'")

    @property
    def looks_at_file(self) -> bool:
        """Whether K comes from the file; with a given K the number of a file is the mean of its rows."""
        return not isinstance(self.k, int)

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        counts = count_verdicts(row)
        if missing := no_verdicts(row, counts):
            return missing
        k = self.k if isinstance(self.k, int) else counts.judged
        return f1_score(counts.supported, counts.judged, k, counts.details())

    def pool(self, scores: Sequence[Score]) -> Score:
        """The mean over the responses, all with the same K."""
        scored = [score for score in scores if score.value is not None]
        if not scored:
            return mean_score(scores)
        k = self.k if isinstance(self.k, int) else pool_k([_judged(score) for score in scored], self.k)
        if self.k != k:
            text = f"{self!r}: K = {k} comes from this pool of {len(scored)} responses; give k to compare with another"
            warnings.warn(text, UserWarning, stacklevel=3)
        again = [
            f1_score(score.details["supported"], _judged(score), k) if score.value is not None else score
            for score in scores
        ]
        mean = mean_score(again)
        return replace(mean, details={**mean.details, "k": k})


def _judged(score: Score) -> int:
    return sum(int(score.details[label]) for label in LABELS)
