"""BLEU: n-gram precision with a brevity penalty, through sacrebleu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar

from reasonscore.errors import MissingExtraError
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.parameter import check_choice
from reasonscore.metrics.row_metric import RowMetric, mean_score
from reasonscore.metrics.score import Score, ratio
from reasonscore.metrics.tasks.text_pair import read_texts


@register
@dataclass(frozen=True, slots=True, repr=False)
class BLEU(RowMetric):
    """BLEU of the predicted text, computed by the sacrebleu package (extra `text`), on the scale from 0 to 1.

    Row fields: `prediction`, else the final answer; `reference.text`, else `reference.answer` (all are references). One
    row has its own score; corpus BLEU over a file is that of the added up n-gram counts. sacrebleu's own signature
    stands in the details.

    Args:
        smooth: `exp`, `floor`, `add-k` or `none`; one text alone has few long n-grams.
        lowercase: Whether case counts.
    """

    name: ClassVar[str] = "BLEU"
    id: ClassVar[str] = "metrics.bleu.v1"
    pooled: ClassVar[bool] = True
    formula: ClassVar[str] = "geometric mean of 1- to 4-gram precisions * brevity penalty"
    empty: ClassVar[str] = "0 where nothing is shared; no value: no_reference, no_answer or abstained"
    source: ClassVar[str] = "sacrebleu"

    smooth: str = "exp"
    lowercase: bool = False

    def __post_init__(self) -> None:
        check_choice("smooth", self.smooth, ("exp", "floor", "add-k", "none"))
        check_choice("lowercase", self.lowercase, (True, False))

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        pair = read_texts(row)
        if isinstance(pair, Score):
            return pair
        scorer = self._scorer()
        found = scorer.sentence_score(pair[0], list(pair[1]))
        counts: dict[str, Any] = {"counts": list(found.counts), "totals": list(found.totals)}
        counts |= {"predicted_words": int(found.sys_len), "reference_words": int(found.ref_len)}
        return ratio(min(found.score / 100, 1.0), 1, **counts, signature=str(scorer.get_signature()))

    def pool(self, scores: Sequence[Score]) -> Score:
        """Corpus BLEU: from the n-gram counts of all rows."""
        mean = mean_score(scores)
        seen = [score.details for score in scores if score.value is not None]
        if not seen:
            return mean
        scorer = self._scorer()
        found = scorer.compute_bleu(
            correct=[sum(item["counts"][n] for item in seen) for n in range(4)],
            total=[sum(item["totals"][n] for item in seen) for n in range(4)],
            sys_len=sum(item["predicted_words"] for item in seen),
            ref_len=sum(item["reference_words"] for item in seen),
            smooth_method=self.smooth,
        )
        details = {**mean.details, "mean": mean.value, "signature": seen[0]["signature"]}
        return Score(min(found.score / 100, 1.0), "scored", found.score / 100, 1, details)

    def _scorer(self) -> Any:
        try:
            package = import_module("sacrebleu.metrics")
        except ImportError:
            raise MissingExtraError("the metric BLEU", "text") from None
        return package.BLEU(smooth_method=self.smooth, lowercase=self.lowercase, effective_order=True)
