"""Completeness: the share of reference reasoning that the response covers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.errors import InputError
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.metric import Need
from reasonscore.metrics.reasoning.told_item import told_items
from reasonscore.metrics.row_field import as_flag, as_number
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio
from reasonscore.metrics.verdict_counts import unreadable


@register
@dataclass(frozen=True, slots=True, repr=False)
class Completeness(RowMetric):
    """The share of reference reasoning items that the response covers, as the verifier judged them in `references`.

    An item whose text is empty or blank says nothing that could be covered, and is left out.

    Args:
        expected: Take the mean of the items' probabilities instead of counting those that are covered: of two responses
            that cover as many items, the one that is nearer to covering the others then scores higher.
    """

    name: ClassVar[str] = "Completeness"
    id: ClassVar[str] = "metrics.completeness.v1"
    needs: ClassVar[frozenset[Need]] = frozenset({"references"})
    formula: ClassVar[str] = "covered reference items / reference items"
    empty: ClassVar[str] = (
        "no value: no_reference, abstained, or error where an item was not judged; an empty response covers nothing "
        "and scores 0"
    )

    expected: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.expected, bool):
            raise InputError(f"expected is {self.expected!r}, must be True or False")

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        items = told_items(row)
        if not items:
            return absent("no_reference")
        if status := unreadable(row):
            return absent(status)
        flags = [as_flag(item.get("covered")) for item in items]
        if None in flags:
            return absent("error", not_judged=flags.count(None))
        if self.expected:
            # Rows that were judged by hand may say only whether an item is covered.
            numbers = [as_number(item.get("probability")) for item in items]
            found = [float(bool(flag)) if p is None else p for flag, p in zip(flags, numbers, strict=True)]
            return ratio(round(sum(found), 4), len(items))
        return ratio(sum(map(bool, flags)), len(items))
