"""Pass@k: whether one of k sampled answers is right, or how many are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import comb
from typing import Any, ClassVar

from reasonscore.metrics.answers.gold import gold_answers
from reasonscore.metrics.answers.ranking import check_cutoff
from reasonscore.metrics.answers.samples import read_samples
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.parameter import check_choice
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent


def pass_at(n: int, correct: int, k: int) -> float:
    """The chance that k of n samples, drawn without replacement, hold a right one.

    >>> round(pass_at(5, 1, 1), 3), pass_at(5, 1, 5)
    (0.2, 1.0)
    """
    return 1.0 - comb(n - correct, k) / comb(n, k)


@register
@dataclass(frozen=True, slots=True, repr=False)
class Pass(RowMetric):
    """Whether any of k sampled answers is right (`any`), or the share of them that is (`mean`).

    Row field `samples`: strings, true / false, or `{"answer", "correct"?}`; without `correct`, answers are matched with
    `reference.answer`. With more than k samples, `any` is the unbiased estimate over all choices of k. "n-shot"
    accuracies in the literature mean either of the two: the mode says which.

    Args:
        k: Samples that are drawn; None for all. A row with fewer has no value.
        mode: `any` or `mean`.
    """

    name: ClassVar[str] = "Pass"
    id: ClassVar[str] = "metrics.pass_at.v1"
    cutoff: ClassVar[bool] = True
    formula: ClassVar[str] = "any: 1 - C(n - c, k) / C(n, k); mean: c / n; for c right samples of n"
    empty: ClassVar[str] = "no value: no_answer with fewer than k samples, no_reference without a gold answer"
    source: ClassVar[str] = "MedCaseReasoning (accuracy at 1, 5, 10); estimator of Chen et al. 2021"

    k: int | None = None
    mode: str = "any"

    def __post_init__(self) -> None:
        check_cutoff(self.k)
        check_choice("mode", self.mode, ("any", "mean"))

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        samples = read_samples(row)
        if not samples or len(samples) < (self.k or 1):
            return absent("no_answer", samples=len(samples))
        flags = [sample.is_correct(gold_answers(row)) for sample in samples]
        if None in flags:
            return absent("no_reference", samples=len(samples))
        n, right = len(samples), sum(map(bool, flags))
        value = right / n if self.mode == "mean" else pass_at(n, right, self.k or n)
        return Score(value, "scored", value, 1, {"samples": n, "correct": right})
