"""ReflectionValue: what corrective steps change in the chance of ending right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.reasoning.explored_paths import path_values, read_paths
from reasonscore.metrics.row_field import as_number, list_at
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio


@register
@dataclass(frozen=True, slots=True, repr=False)
class ReflectionValue(RowMetric):
    """The mean change in value over the corrective steps of a path: value after the step minus value before it.

    Row fields: `paths` and `path` as in StepValue; `reflections`, the indices of the corrective steps in `path`, from
    0. The definition is ours.
    """

    name: ClassVar[str] = "ReflectionValue"
    id: ClassVar[str] = "metrics.reflection_value.v1"
    bounds: ClassVar[tuple[float | None, float | None]] = (-1.0, 1.0)
    formula: ClassVar[str] = "mean over corrective steps of: value after - value before"
    empty: ClassVar[str] = "no value: no_reference without paths, no_claims without corrective steps of known value"
    source: ClassVar[str] = "this library; related to Med-REFL, whose generator is not released"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        paths = read_paths(row)
        if not paths:
            return absent("no_reference")
        values = path_values([str(step) for step in list_at(row, "path") or ()], paths)
        places = [int(place) for item in list_at(row, "reflections") or () if (place := as_number(item)) is not None]
        pairs = [(values[place], values[place + 1]) for place in places if 0 <= place < len(values) - 1]
        changes = [after - before for before, after in pairs if before is not None and after is not None]
        return ratio(sum(changes), len(changes), changes=changes) if changes else absent("no_claims")
