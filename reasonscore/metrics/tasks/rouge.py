"""ROUGE: n-grams or the longest common subsequence that two texts share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any, ClassVar

from reasonscore.errors import MissingExtraError
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.parameter import check_choice
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, ratio
from reasonscore.metrics.tasks.package_version import package_version
from reasonscore.metrics.tasks.text_pair import read_texts


@lru_cache(maxsize=8)
def _scorer(variant: str, stem: bool) -> Any:
    try:
        package = import_module("rouge_score.rouge_scorer")
    except ImportError:
        raise MissingExtraError("the metric ROUGE", "text") from None
    return package.RougeScorer([variant], use_stemmer=stem)


@register
@dataclass(frozen=True, slots=True, repr=False)
class ROUGE(RowMetric):
    """F-measure of ROUGE, computed by the rouge-score package (extra `text`).

    Row fields: `prediction`, else the final answer; `reference.text`, else `reference.answer`, of which the best
    counts. Packages differ in tokens and stems: package, version and options stand in the details.

    Args:
        variant: `rouge1`, `rouge2`, `rougeL` or `rougeLsum`.
        stem: Whether to reduce words to their Porter stems.
    """

    name: ClassVar[str] = "ROUGE"
    id: ClassVar[str] = "metrics.rouge.v1"
    formula: ClassVar[str] = "F-measure of shared n-grams (or of the longest common subsequence)"
    empty: ClassVar[str] = "0 for texts without words; no value: no_reference, no_answer or abstained"
    source: ClassVar[str] = "rouge-score; ROUGE-L for ProbSum 2023 and DR.BENCH summaries"

    variant: str = "rougeL"
    stem: bool = False

    def __post_init__(self) -> None:
        check_choice("variant", self.variant, ("rouge1", "rouge2", "rougeL", "rougeLsum"))
        check_choice("stem", self.stem, (True, False))

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        pair = read_texts(row)
        if isinstance(pair, Score):
            return pair
        scorer = _scorer(self.variant, self.stem)
        best = max(float(scorer.score(gold, pair[0])[self.variant].fmeasure) for gold in pair[1])
        return ratio(best, 1, package=package_version("rouge-score"))
