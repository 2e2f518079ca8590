"""A comparison: what two systems' scores on the same records say about their difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from reasonscore.aggregate.estimate import Missing
from reasonscore.aggregate.resampling import require_resampling
from reasonscore.metrics.metric import Direction
from reasonscore.metrics.parameter import check_choice


@dataclass(frozen=True, slots=True)
class Settings:
    """How files are compared.

    Args:
        seed: Seed of bootstrap and randomisation.
        resamples: Bootstrap resamples and sampled exchanges.
        confidence: Of the interval.
        missing: What a record without a value counts as; with `skip` a pair needs both values.
        top: How many of the rows that moved most are kept.
    """

    seed: int = 0
    resamples: int = 10_000
    confidence: float = 0.95
    missing: Missing = "skip"
    top: int = 5

    def __post_init__(self) -> None:
        require_resampling(self.seed, self.resamples, self.confidence)
        check_choice("missing", self.missing, get_args(Missing))


class Move(NamedTuple):
    """A record whose score differs between the systems."""

    id: str
    a: float
    b: float

    @property
    def difference(self) -> float:
        """B minus A."""
        return self.b - self.a


@dataclass(frozen=True, slots=True)
class Comparison:
    """System B against system A on one metric, over the records that both have.

    Args:
        metric: The metric.
        a: Name of the first system.
        b: Name of the second one.
        direction: Which way is better.
        n: Pairs in the comparison.
        mean_a: Mean of A over the pairs; None without pairs.
        mean_b: Mean of B over the pairs.
        difference: Mean of B minus A.
        interval: Paired percentile bootstrap interval of the difference; None with fewer than two pairs.
        p: Two-sided p-value; None without pairs.
        test: `mcnemar` for 0/1 values, else `randomisation`.
        effect: Mean difference over its standard deviation (Cohen's d for pairs); None where that is 0.
        wins: Pairs in which B is better (where neither way is better: higher).
        ties: Pairs with equal values.
        losses: Pairs in which A is better.
        scored_only_a: Shared records that have a value in A alone.
        scored_only_b: Shared records that have a value in B alone.
        moved: The records that moved most, largest first.
        p_holm: The p-value after Holm's correction over all comparisons that were made together.
        confidence: Of the interval.
    """

    metric: str
    a: str
    b: str
    direction: Direction
    n: int
    mean_a: float | None = None
    mean_b: float | None = None
    difference: float | None = None
    interval: tuple[float, float] | None = None
    p: float | None = None
    test: Literal["randomisation", "mcnemar"] = "randomisation"
    effect: float | None = None
    wins: int = 0
    ties: int = 0
    losses: int = 0
    scored_only_a: int = 0
    scored_only_b: int = 0
    moved: tuple[Move, ...] = ()
    p_holm: float | None = None
    confidence: float = 0.95

    @property
    def superiority(self) -> float | None:
        """Probability that B is better on a record, ties counted half; None without pairs."""
        return (self.wins + self.ties / 2) / self.n if self.n else None

    def to_row(self) -> dict[str, Any]:
        """The comparison as a JSON object."""
        names = ("metric", "a", "b", "direction", "n", "mean_a", "mean_b", "difference")
        row: dict[str, Any] = {name: getattr(self, name) for name in names}
        row |= {"interval": list(self.interval) if self.interval else None, "confidence": self.confidence}
        names = ("p", "p_holm", "test", "effect", "superiority", "wins", "ties", "losses")
        row |= {name: getattr(self, name) for name in (*names, "scored_only_a", "scored_only_b")}
        moved = [{"id": move.id, "a": move.a, "b": move.b, "difference": move.difference} for move in self.moved]
        return row | {"moved": moved}

    def __str__(self) -> str:
        if self.difference is None or self.p is None:
            return f"{self.metric}: no record has a value in both {self.a} and {self.b}"
        interval = f" [{self.interval[0]:+.3f}, {self.interval[1]:+.3f}]" if self.interval else ""
        return f"{self.metric} {self.difference:+.3f}{interval}, p {self.p:.3g} ({self.n} pairs)"
