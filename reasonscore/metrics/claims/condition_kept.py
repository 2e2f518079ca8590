"""ConditionKept: the share of conditional claims whose text still says the condition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Need
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio
from reasonscore.metrics.verdict_counts import unreadable


def keeps_condition(claim: Mapping[str, Any]) -> bool | None:
    """Whether the self-contained text of a claim says all its conditions; None for a claim without any.

    >>> keeps_condition({"text": "If the pain spreads, call.", "condition": [{"text": "the pain spreads"}]})
    True
    """
    conditions = [str(part.get("text") or "") for part in claim.get("condition") or ()]
    if not conditions:
        return None
    words = set(str(claim.get("text") or "").casefold().replace(",", " ").replace(".", " ").split())
    needed = [set(text.casefold().replace(",", " ").replace(".", " ").split()) for text in conditions]
    return all(len(part & words) >= 0.8 * len(part) for part in needed)


@register
@dataclass(frozen=True, slots=True, repr=False)
class ConditionKept(RowMetric):
    """The share of conditional claims that still say their condition in the text that was verified.

    A claim that lost its "if", "unless" or population says more than its source did. A condition counts as kept where
    four in five of its words stand in the claim's text.
    """

    name: ClassVar[str] = "ConditionKept"
    id: ClassVar[str] = "metrics.condition_kept.v1"
    needs: ClassVar[frozenset[Need]] = frozenset({"claims"})
    formula: ClassVar[str] = "claims whose text says all their conditions / claims with a condition"
    empty: ClassVar[str] = "no value: no_claims where no claim has a condition, or abstained"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one decomposed row."""
        kept = [found for claim in row.get("claims") or () if (found := keeps_condition(claim)) is not None]
        if status := unreadable(row):
            return absent(status)
        return ratio(sum(kept), len(kept)) if kept else absent("no_claims")
