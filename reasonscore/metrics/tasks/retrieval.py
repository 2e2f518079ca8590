"""Retrieval: rank measures over document ids, as trec_eval computes them."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any, ClassVar

from reasonscore.metrics.answers.ranking import check_cutoff
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.parameter import check_choice
from reasonscore.metrics.row_field import as_number
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio

MEASURES = ("ndcg", "map", "recall", "precision", "mrr")


def trec_order(run: Mapping[str, float]) -> list[str]:
    """Document ids by falling score; ties by falling id, as trec_eval breaks them.

    >>> trec_order({"a": 1.0, "b": 1.0, "c": 2.0})
    ['c', 'b', 'a']
    >>> trec_order({"a": 0.1 + 0.2, "b": 0.3})
    ['b', 'a']
    """
    # trec_eval keeps scores in 32 bits: sums that differ in their last bits only are ties to it.
    scores = array("f", run.values())
    return [name for _, name in sorted(zip(scores, run, strict=True), reverse=True)]


def rank_measure(order: Sequence[str], qrels: Mapping[str, float], measure: str, k: int | None = None) -> float:
    """One measure of a ranked list of documents; grades above 0 are relevant, gain is linear.

    >>> rank_measure(["x", "a"], {"a": 1}, "mrr"), rank_measure(["x", "a"], {"a": 1}, "precision", 10)
    (0.5, 0.1)
    """
    grades = [max(qrels.get(name, 0.0), 0.0) for name in order[:k]]
    relevant = sorted((grade for grade in qrels.values() if grade > 0), reverse=True)
    hits = [rank for rank, grade in enumerate(grades, 1) if grade > 0]
    if not relevant:
        return 0.0
    if measure == "ndcg":
        ideal = sum(grade / log2(rank + 1) for rank, grade in enumerate(relevant[:k], 1))
        return sum(grade / log2(rank + 1) for rank, grade in enumerate(grades, 1)) / ideal
    if measure == "map":
        return sum(count / rank for count, rank in enumerate(hits, 1)) / len(relevant)
    if measure == "recall":
        return len(hits) / len(relevant)
    if measure == "precision":
        return len(hits) / (k or len(order) or 1)
    return 1 / hits[0] if hits else 0.0


@register
@dataclass(frozen=True, slots=True, repr=False)
class Retrieval(RowMetric):
    """A rank measure of retrieved documents.

    Row fields: `run`, `{document id: score}` or a list of ids, best first; `qrels`, `{document id: grade}`. The default
    is R2MED's headline, nDCG@10. A query without a run is left out, not scored 0.

    Args:
        k: Ranks that count; None for all.
        measure: `ndcg`, `map`, `recall`, `precision` (divided by k) or `mrr`.
    """

    name: ClassVar[str] = "Retrieval"
    id: ClassVar[str] = "metrics.retrieval.v2"
    cutoff: ClassVar[bool] = True
    formula: ClassVar[str] = "nDCG (linear gain, log2(rank + 1)), average precision, recall, precision or 1 / rank"
    empty: ClassVar[str] = "0 without relevant documents; no value: no_answer without run, no_reference without qrels"
    source: ClassVar[str] = "trec_eval; R2MED, R2MED/R2MED"

    k: int | None = 10
    measure: str = "ndcg"

    def __post_init__(self) -> None:
        check_cutoff(self.k)
        check_choice("measure", self.measure, MEASURES)

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one query."""
        qrels, run = row.get("qrels"), row.get("run")
        if not isinstance(qrels, Mapping):
            return absent("no_reference")
        if not isinstance(run, Mapping | list) or not run:
            return absent("no_answer")
        grades = {str(name): number for name, grade in qrels.items() if (number := as_number(grade)) is not None}
        if isinstance(run, Mapping):
            scores = {str(name): number for name, score in run.items() if (number := as_number(score)) is not None}
            order = trec_order(scores)
        else:
            order = list(dict.fromkeys(map(str, run)))
        return ratio(min(rank_measure(order, grades, self.measure, self.k), 1.0), 1)
