"""FActScore: supported share of the facts, with a penalty for short responses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Need
from reasonscore.metrics.parameter import check_number
from reasonscore.metrics.row_metric import RowMetric, mean_score
from reasonscore.metrics.score import Score
from reasonscore.metrics.verdict_counts import count_verdicts, no_verdicts


def length_penalty(facts: int, gamma: float) -> float:
    """What the precision of a response with this many facts is multiplied by; 1 from `gamma` facts on, or with gamma 0.

    >>> round(length_penalty(5, 10), 3), round(length_penalty(9, 10), 3), length_penalty(10, 10)
    (0.368, 0.895, 1.0)
    """
    return 1.0 if not gamma or facts > gamma else exp(1 - gamma / facts)


@register
@dataclass(frozen=True, slots=True, repr=False)
class FActScore(RowMetric):
    """The supported share of the judged facts, times a penalty for responses with fewer than `gamma` of them.

    The details hold `init_score` (without the penalty); over rows also `respond_ratio` and `facts_per_response`. What
    is not supported, contradicted or not, counts alike.

    Args:
        gamma: Facts from which on there is no penalty; 0 turns it off.
    """

    name: ClassVar[str] = "FActScore"
    id: ClassVar[str] = "metrics.factscore.v1"
    needs: ClassVar[frozenset[Need]] = frozenset({"verdicts"})
    formula: ClassVar[str] = "penalty * supported / n; penalty = 1 if n > gamma else exp(1 - gamma / n)"
    empty: ClassVar[str] = (
        "abstained or claimless responses leave the mean (abstained, no_claims, no_evidence, or error where all "
        "judging failed); if all do, no value (the paper's code: NaN)"
    )
    source: ClassVar[str] = "FActScore, shmsw25/FActScore"

    gamma: float = 10

    def __post_init__(self) -> None:
        check_number("gamma", self.gamma, 0)

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        counts = count_verdicts(row)
        if missing := no_verdicts(row, counts):
            return missing
        penalty = length_penalty(counts.judged, self.gamma)
        details = {"init_score": counts.supported / counts.judged, "penalty": penalty} | counts.details()
        return Score(
            penalty * counts.supported / counts.judged, "scored", penalty * counts.supported, counts.judged, details
        )

    def pool(self, scores: Sequence[Score]) -> Score:
        """The mean over the responses that have facts, with the share that has."""
        mean = mean_score(scores)
        scored = [score for score in scores if score.value is not None]
        if not scored:
            return mean
        init = sum(score.details["init_score"] for score in scored) / len(scored)
        facts = sum(score.denominator or 0 for score in scored) / len(scored)
        more = {"init_score": init, "respond_ratio": len(scored) / len(scores), "facts_per_response": facts}
        return replace(mean, details={**mean.details, **more})
