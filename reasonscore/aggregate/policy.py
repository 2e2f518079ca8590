"""How scores become an estimate: what counts for what, which average, how it is resampled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from reasonscore.aggregate.estimate import Missing
from reasonscore.aggregate.resampling import require_resampling
from reasonscore.metrics.parameter import check_choice

Average = Literal["mean", "pooled"]


@dataclass(frozen=True, slots=True)
class Policy:
    """The choices of an `Aggregator`, which explains them.

    Raises:
        ReasonScoreError: For a choice that cannot be.
    """

    seed: int = 0
    resamples: int = 1000
    confidence: float = 0.95
    missing: Missing = "skip"
    cluster: str | None = None
    average: Average = "mean"

    def __post_init__(self) -> None:
        require_resampling(self.seed, self.resamples, self.confidence)
        check_choice("missing", self.missing, get_args(Missing))
        check_choice("average", self.average, get_args(Average))

    def signature(self, resamples: int | None = None) -> Mapping[str, str]:
        """What changes an estimate and its interval.

        Args:
            resamples: How many were drawn, where it was another number.

        >>> Policy(cluster="case").signature(10)["resamples"]
        '10'
        """
        entries = {"missing": self.missing, "interval": "percentile", "confidence": f"{self.confidence:g}"}
        entries |= {"resamples": str(self.resamples if resamples is None else resamples), "seed": str(self.seed)}
        entries |= {"cluster": self.cluster} if self.cluster else {}
        return entries | ({"average": "pooled"} if self.average == "pooled" else {})
