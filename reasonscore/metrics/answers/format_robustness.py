"""FormatRobustness: whether answers stay right when the same items are asked in another format."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any, ClassVar

from reasonscore.metrics.answers.correctness import correctness
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.parameter import check_choice
from reasonscore.metrics.row_metric import RowMetric, mean_score
from reasonscore.metrics.score import Score, absent

MEASURES = ("consistency", "retention", "worst_best")


def consistency(items: Mapping[str, Mapping[str, bool]]) -> float | None:
    """The share of items, asked in two formats or more, that are right in all of them or wrong in all of them.

    >>> consistency({"1": {"mcq": True, "list": True}, "2": {"mcq": True, "list": False}})
    0.5
    """
    several = [set(found.values()) for found in items.values() if len(found) > 1]
    return sum(len(values) == 1 for values in several) / len(several) if several else None


def retention(items: Mapping[str, Mapping[str, bool]], source: str, target: str) -> float | None:
    """Of the items that are right in one format, the share that is right in another."""
    pairs = [found[target] for found in items.values() if found.get(source) and target in found]
    return sum(pairs) / len(pairs) if pairs else None


def accuracies(items: Mapping[str, Mapping[str, bool]]) -> dict[str, float]:
    """Accuracy by format."""
    by_format: dict[str, list[bool]] = defaultdict(list)
    for found in items.values():
        for name, right in found.items():
            by_format[name].append(right)
    return {name: sum(values) / len(values) for name, values in by_format.items()}


@register
@dataclass(frozen=True, slots=True, repr=False)
class FormatRobustness(RowMetric):
    """How far correctness survives a change of the answer format, over a file with the same items in several formats.

    Row fields: `item` (what is the same across formats), `format` (its name), and a `correct` field or what the answer
    metrics need. One row's value is its correctness. All three measures, and accuracy by format, stand in the details.
    The first row of an item in one format goes with the first in another, the second with the second. For the interval
    draw whole items (`--cluster item`). The definitions are ours.

    Args:
        measure: `consistency` (right in all formats or in none), `retention` (right in one format, given right in
            another; mean over ordered pairs of formats), or `worst_best` (worst accuracy / best accuracy).
    """

    name: ClassVar[str] = "FormatRobustness"
    id: ClassVar[str] = "metrics.format_robustness.v2"
    pooled: ClassVar[bool] = True
    formula: ClassVar[str] = "consistency, mean retention, or worst / best accuracy over the formats"
    empty: ClassVar[str] = (
        "no value: no_reference where no item has two formats; rows without correctness (no_reference, no_answer, "
        "abstained) are left out"
    )

    measure: str = "consistency"

    def __post_init__(self) -> None:
        check_choice("measure", self.measure, MEASURES)

    def score(self, row: Mapping[str, Any]) -> Score:
        """Whether one row is right, with its item and format."""
        found = correctness(row)
        item, form = row.get("item", row.get("id")), row.get("format")
        return replace(found, details={**found.details, "item": str(item), "format": str(form)})

    def pool(self, scores: Sequence[Score]) -> Score:
        """The measure over all rows."""
        items: dict[str, dict[str, bool]] = defaultdict(dict)
        seen: Counter[tuple[str, str]] = Counter()
        for score in scores:
            if score.value is not None:
                item, form = score.details["item"], score.details["format"]
                # A second answer, or an item that a resample draws twice, counts as another item.
                items[f"{item}\0{seen[item, form]}"][form] = score.value >= 0.5
                seen[item, form] += 1
        by_format = accuracies(items)
        kept = [retention(items, one, other) for one, other in permutations(by_format, 2)]
        known = [value for value in kept if value is not None]
        best = max(by_format.values(), default=0.0)
        measures = {
            "consistency": consistency(items),
            "retention": sum(known) / len(known) if known else None,
            "worst_best": min(by_format.values()) / best if len(by_format) > 1 and best else None,
        }
        details = {**mean_score(scores).details, **measures, "accuracy": by_format}
        value = measures[self.measure]
        return absent("no_reference", **details) if value is None else Score(value, "scored", value, 1, details)
