"""ClassificationF1: F1 of predicted class labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.errors import InputError
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.parameter import check_choice
from reasonscore.metrics.row_metric import RowMetric, mean_score
from reasonscore.metrics.score import Score, ratio
from reasonscore.metrics.tasks.class_labels import read_labels
from reasonscore.metrics.tasks.f_score import FCounts


def class_counts(pairs: Sequence[tuple[str, str]]) -> dict[str, FCounts]:
    """Counts by class from (gold, predicted) labels, classes sorted."""
    classes = sorted({label for pair in pairs for label in pair})
    gold, found = Counter(gold for gold, _ in pairs), Counter(found for _, found in pairs)
    hits = Counter(gold for gold, found in pairs if gold == found)
    return {label: FCounts(hits[label], found[label], gold[label]) for label in classes}


def average_f1(counts: Mapping[str, FCounts], average: str, positive: str | None = None) -> float:
    """The F1 of one class, or the macro, micro or weighted mean over the classes."""
    if positive is not None:
        return counts.get(positive, FCounts()).f1
    if average == "micro":
        return sum(counts.values(), FCounts()).f1
    weights = [found.gold if average == "weighted" else 1 for found in counts.values()]
    total = sum(weight * found.f1 for weight, found in zip(weights, counts.values(), strict=True))
    return total / sum(weights) if sum(weights) else 0.0


@register
@dataclass(frozen=True, slots=True, repr=False)
class ClassificationF1(RowMetric):
    """F1 of predicted labels over a file; one row's value is whether its label is right.

    Row fields: `reference.label` (else `label`) and `prediction` (a label, or an object with `label`).

    Args:
        average: `macro`, `micro` or `weighted` mean over the classes.
        positive: Report the F1 of this class instead.
    """

    name: ClassVar[str] = "ClassificationF1"
    id: ClassVar[str] = "metrics.classification_f1.v1"
    pooled: ClassVar[bool] = True
    formula: ClassVar[str] = "mean over classes of 2 * hits / (predicted + gold), or that of one class"
    empty: ClassVar[str] = "a class without hits has 0; no value: no_reference or no_answer"
    source: ClassVar[str] = "standard, as scikit-learn's f1_score"

    average: str = "macro"
    positive: str | None = None

    def __post_init__(self) -> None:
        check_choice("average", self.average, ("macro", "micro", "weighted"))
        if self.positive is not None and not isinstance(self.positive, str):
            raise InputError(f"positive is {self.positive!r}, expected a label in quotes")

    def score(self, row: Mapping[str, Any]) -> Score:
        """Whether the label of one row is right."""
        pair = read_labels(row)
        if isinstance(pair, Score):
            return pair
        return ratio(int(pair[0] == pair[1]), 1, gold=pair[0], predicted=pair[1])

    def pool(self, scores: Sequence[Score]) -> Score:
        """F1 over the file, accuracy and the F1 of each class in the details."""
        mean = mean_score(scores)
        pairs = [(s.details["gold"], s.details["predicted"]) for s in scores if s.value is not None]
        if not pairs:
            return mean
        counts = class_counts(pairs)
        value = average_f1(counts, self.average, self.positive)
        by_class = {label: found.f1 for label, found in counts.items()}
        return Score(value, "scored", value, 1, {**mean.details, "accuracy": mean.value, "f1": by_class})
