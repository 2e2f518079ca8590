"""HarmWeightedFactuality: factuality in which a claim counts by the harm that a wrong one can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Need
from reasonscore.metrics.parameter import check_number
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score
from reasonscore.metrics.verdict_counts import count_verdicts, no_verdicts, verdict_label
from reasonscore.resource import resource_text

_FORBIDS = ("contraindicat", "must not", "do not ", "should not", "never ", "avoid ", "allerg", "safe in", "safe to")


@cache
def severities() -> dict[str, float]:
    """Weights by kind of claim, from the severity table."""
    lines = resource_text("metrics/severity.tsv").splitlines()[1:]
    return {line.split("\t")[0]: float(line.split("\t")[1]) for line in lines if line}


def severity(claim: Mapping[str, Any]) -> float:
    """How much a claim weighs: the largest of its type's weight, that of a dose, and that of a contraindication.

    >>> severity({"type": "finding"}), severity({"type": "plan", "text": "Avoid NSAIDs."})
    (1.0, 5.0)
    """
    weights = severities()
    kinds = [str(claim.get("type") or "finding")]
    quantities = claim.get("quantities") or ()
    if claim.get("type") == "plan" and any(part.get("unit") for part in quantities):
        kinds.append("dose")
    text = str(claim.get("text") or "").casefold()
    if any(words in text for words in _FORBIDS):
        kinds.append("contraindication")
    return max(weights.get(kind, 1.0) for kind in kinds)


@register
@dataclass(frozen=True, slots=True, repr=False)
class HarmWeightedFactuality(RowMetric):
    """The supported share of the judged claims, each weighed by the harm that it can do if wrong.

    Weights stand in the severity table (`severity.tsv`): doses and contraindications 5, plans 3, tests, prognosis and
    differential 2, inferences 1.5, facts of the case 1, citations 0.5. A contradicted claim weighs more than
    one that is merely not supported.

    Args:
        contradicted: What the weight of a contradicted claim is multiplied by.
    """

    name: ClassVar[str] = "HarmWeightedFactuality"
    id: ClassVar[str] = "metrics.harm_weighted_factuality.v1"
    needs: ClassVar[frozenset[Need]] = frozenset({"verdicts"})
    formula: ClassVar[str] = "sum of weights of supported claims / sum of weights of judged claims"
    empty: ClassVar[str] = (
        "no value: no_claims, no_evidence, abstained, or error where all judging failed; "
        "0 where nothing weighs anything (contradicted=0)"
    )

    contradicted: float = 2.0

    def __post_init__(self) -> None:
        check_number("contradicted", self.contradicted, 0)

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        counts = count_verdicts(row)
        if missing := no_verdicts(row, counts):
            return missing
        factors = {"supported": 1.0, "unverifiable": 1.0, "contradicted": self.contradicted}
        gained = whole = 0.0
        for claim in row["claims"]:
            label = verdict_label(claim)
            weight = severity(claim) * factors.get(label, 0.0)
            whole += weight
            gained += weight if label == "supported" else 0.0
        value = gained / whole if whole else 0.0
        return Score(value, "scored", gained, whole, counts.details())
