"""ArgumentSpanF1: claims and premises that were found, as whole spans or by tokens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.parameter import check_choice
from reasonscore.metrics.row_field import list_at
from reasonscore.metrics.row_metric import RowMetric, mean_score
from reasonscore.metrics.score import Score, absent
from reasonscore.metrics.tasks.argument_spans import span_counts, token_counts
from reasonscore.metrics.tasks.f_score import FCounts, f_score, pooled_f_score


@register
@dataclass(frozen=True, slots=True, repr=False)
class ArgumentSpanF1(RowMetric):
    """F1 of argument components in IOB2 labels.

    Row fields: `reference.labels` and `prediction.labels`, lists of labels of equal length (O, B-Claim, I-Claim,
    B-Premise, I-Premise). `exact` counts whole spans, pooled over a file (micro). `token` is the mean F1 of the types
    over tokens (macro), each type's F1 in the details; papers report one or the other without saying which.

    Args:
        match: `exact` or `token`.
    """

    name: ClassVar[str] = "ArgumentSpanF1"
    id: ClassVar[str] = "metrics.argument_span_f1.v1"
    pooled: ClassVar[bool] = True
    formula: ClassVar[str] = "exact: F1 of equal spans; token: mean over types of F1 of their tokens"
    empty: ClassVar[str] = (
        "0 where both sides are empty; no_reference or no_answer without labels; error if lengths differ"
    )
    source: ClassVar[str] = "CasiMedicos-Arg (token-level macro F1 in its model cards)"

    match: str = "exact"

    def __post_init__(self) -> None:
        check_choice("match", self.match, ("exact", "token"))

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        gold, found = list_at(row, "reference.labels"), list_at(row, "prediction.labels")
        if gold is None:
            return absent("no_reference")
        if found is None:
            return absent("no_answer")
        if len(gold) != len(found):
            return absent("error", predicted=len(found), gold=len(gold))
        if self.match == "exact":
            return f_score(span_counts(found, gold))
        kinds = sorted({str(label).partition("-")[2] for label in (*gold, *found)} - {""})
        return _macro({kind: token_counts(found, gold, kind) for kind in kinds})

    def pool(self, scores: Sequence[Score]) -> Score:
        """F1 over all tokens or spans of the file."""
        if self.match == "exact":
            return pooled_f_score(scores)
        mean = mean_score(scores)
        if mean.value is None:
            return mean
        total: dict[str, FCounts] = defaultdict(FCounts)
        for score in scores:
            for kind, (hits, predicted, gold) in score.details.get("counts", {}).items():
                total[kind] += FCounts(hits, predicted, gold)
        found = _macro(dict(sorted(total.items())))
        return replace(found, details={**mean.details, **found.details})


def _macro(counts: Mapping[str, FCounts]) -> Score:
    by_type = {kind: found.f1 for kind, found in counts.items()}
    kept = {kind: [found.hits, found.predicted, found.gold] for kind, found in counts.items()}
    value = sum(by_type.values()) / len(by_type) if by_type else 0.0
    return Score(value, "scored", sum(by_type.values()), len(by_type), {"f1": by_type, "counts": kept})
