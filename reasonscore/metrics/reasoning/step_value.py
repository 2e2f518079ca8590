"""StepValue: how often explored paths through a response's steps end right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.reasoning.explored_paths import path_values, read_paths
from reasonscore.metrics.row_field import list_at
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio


@register
@dataclass(frozen=True, slots=True, repr=False)
class StepValue(RowMetric):
    """The mean value of the steps of a path; a step's value is the share of explored paths through it that end right.

    Row fields: `paths`, a list of `{"steps": [...], "correct": true}`; `path`, the steps that are scored. Steps are
    compared as they are written. The values by step stand in the details. The definition is ours.
    """

    name: ClassVar[str] = "StepValue"
    id: ClassVar[str] = "metrics.step_value.v1"
    formula: ClassVar[str] = "mean over the steps of: correct paths through the step / paths through it"
    empty: ClassVar[str] = "no value: no_reference without paths, no_claims where no path passes through any step"
    source: ClassVar[str] = "this library; related to Med-REFL and MedSSS, whose own values differ"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        paths = read_paths(row)
        if not paths:
            return absent("no_reference")
        values = path_values([str(step) for step in list_at(row, "path") or ()], paths)[1:]
        known = [value for value in values if value is not None]
        return ratio(sum(known), len(known), values=values) if known else absent("no_claims")
