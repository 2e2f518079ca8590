"""Factuality: the share of judged claims that the evidence supports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.errors import InputError
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Need
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio
from reasonscore.metrics.verdict_counts import count_verdicts, no_verdicts


def factuality(supported: int, contradicted: int, unverifiable: int, weight: float | None = 0.0) -> float | None:
    """The supported share of the judged claims, None where no claim counts.

    Args:
        supported: Claims that the evidence supports.
        contradicted: Claims that it contradicts.
        unverifiable: Claims that it leaves open.
        weight: What an open claim is worth; None leaves it out of the denominator as well.

    >>> factuality(2, 1, 1), factuality(2, 1, 1, weight=None), factuality(0, 0, 0)
    (0.5, 0.6666666666666666, None)
    """
    judged = supported + contradicted + (0 if weight is None else unverifiable)
    return (supported + (weight or 0.0) * unverifiable) / judged if judged else None


@register
@dataclass(frozen=True, slots=True, repr=False)
class Factuality(RowMetric):
    """The share of judged claims that the evidence supports.

    A claim that the evidence neither supports nor contradicts is not a supported one, so that a verifier that abstains
    cannot look factual; the three counts always stand beside the value.

    Args:
        unverifiable: `miss` counts it as not supported, `skip` leaves it out, a number from 0 to 1 is what it is worth.
    """

    name: ClassVar[str] = "Factuality"
    id: ClassVar[str] = "metrics.factuality.v1"
    needs: ClassVar[frozenset[Need]] = frozenset({"verdicts"})
    formula: ClassVar[str] = "supported / judged claims"
    empty: ClassVar[str] = (
        "no value: no_claims, no_evidence, abstained, or error where all judging failed; "
        "skip with nothing decided: no_evidence"
    )
    source: ClassVar[str] = "MedScore (mean of 0/1 verdicts of a response), with a third verdict"

    unverifiable: str | float = "miss"

    def __post_init__(self) -> None:
        policy = self.unverifiable
        number = isinstance(policy, int | float) and not isinstance(policy, bool) and 0 <= policy <= 1
        if policy not in ("miss", "skip") and not number:
            raise InputError(f"unverifiable is {policy!r}, expected 'miss', 'skip' or a number from 0 to 1")

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        counts = count_verdicts(row)
        if missing := no_verdicts(row, counts):
            return missing
        policy = self.unverifiable
        weight = None if policy == "skip" else float(policy) if isinstance(policy, int | float) else 0.0
        value = factuality(counts.supported, counts.contradicted, counts.unverifiable, weight)
        if value is None:
            return absent("no_evidence", **counts.details())
        open_claims = 0 if weight is None else counts.unverifiable
        credit = counts.supported + (weight * open_claims if weight else 0)
        return ratio(credit, counts.supported + counts.contradicted + open_claims, **counts.details())
