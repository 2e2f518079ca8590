"""Precision, recall and F1 from counts, with the convention of scikit-learn for empty ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reasonscore.metrics.row_metric import mean_score
from reasonscore.metrics.score import Score


@dataclass(frozen=True, slots=True)
class FCounts:
    """True positives, and how many were predicted and are gold."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: FCounts) -> FCounts:
        return FCounts(self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Hits / predicted, 0 where nothing was predicted."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Hits / gold, 0 where there is no gold."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Twice the hits / (predicted + gold), 0 where there is nothing at all."""
        return 2 * self.hits / (self.predicted + self.gold) if self.predicted + self.gold else 0.0

    def details(self) -> dict[str, float]:
        """Precision and recall with their counts."""
        shares = {"precision": self.precision, "recall": self.recall}
        return shares | {"hits": self.hits, "predicted": self.predicted, "gold": self.gold}


def f_score(counts: FCounts) -> Score:
    """The F1 of counts as a score: numerator twice the hits, denominator predicted + gold."""
    return Score(counts.f1, "scored", 2 * counts.hits, counts.predicted + counts.gold, counts.details())


def pooled_f_score(scores: Sequence[Score]) -> Score:
    """The micro F1 over rows: their counts added up."""
    mean = mean_score(scores)
    seen = [score.details for score in scores if score.value is not None]
    if not seen:
        return mean
    counts = sum((FCounts(int(d["hits"]), int(d["predicted"]), int(d["gold"])) for d in seen), FCounts())
    found = f_score(counts)
    return replace(found, details={**mean.details, "macro_f1": mean.value, **found.details})
