"""Efficiency: the share of steps that reason instead of restating or padding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Need
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio
from reasonscore.metrics.verdict_counts import unreadable

CATEGORIES = ("citation", "repetition", "reasoning", "redundancy")
"""What a step can be, in the order in which the first that holds wins."""


def step_categories(row: Mapping[str, Any]) -> list[str]:
    """The categories of a row's steps in lower case; steps that were not judged are left out."""
    steps = (row.get("trace") or {}).get("steps") or ()
    return [str(step["category"]).lower() for step in steps if step.get("category")]


def no_steps(row: Mapping[str, Any], categories: Sequence[str]) -> Score | None:
    """The score of a row without judged steps: `error` where it has steps that nobody judged; None where some are."""
    if status := unreadable(row):
        return absent(status)
    if categories:
        return None
    steps = (row.get("trace") or {}).get("steps") or ()
    return absent("error" if steps else "no_claims", steps=len(steps))


@register
@dataclass(frozen=True, slots=True, repr=False)
class Efficiency(RowMetric):
    """The share of reasoning steps that infer something new towards the answer.

    Steps that cite the case, repeat earlier steps or lead nowhere lower it; their counts stand in the details.
    """

    name: ClassVar[str] = "Efficiency"
    id: ClassVar[str] = "metrics.efficiency.v1"
    needs: ClassVar[frozenset[Need]] = frozenset({"steps"})
    formula: ClassVar[str] = "steps of category reasoning / steps"
    empty: ClassVar[str] = "no value: no_claims where there are no steps, or abstained"
    source: ClassVar[str] = "MedR-Bench, Reasoning Evaluator (ReasoningEfficiency follows its empty case)"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        categories = step_categories(row)
        if missing := no_steps(row, categories):
            return missing
        found = Counter(categories)
        counts = {category: found[category] for category in CATEGORIES}
        return ratio(counts["reasoning"], len(categories), **counts)
