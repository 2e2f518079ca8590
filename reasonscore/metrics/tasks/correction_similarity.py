"""How alike two corrected sentences are: the mean of text measures between 0 and 1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reasonscore.metrics.row_field import as_number
from reasonscore.metrics.tasks.rouge_one import rouge_one_f

MEASURES = ("rouge1",)
"""Measures that need no model; those of the paper that do (BERTScore, BLEURT) come precomputed in the row."""


def pair_similarity(row: Mapping[str, Any], predicted: str, gold: str) -> float:
    r"""The mean of ROUGE-1 F and of what the row's \`similarities\` holds (BERTScore, BLEURT), each clipped to 0..1."""
    given = row.get("similarities")
    extra = [number for item in (given or {}).values() if (number := as_number(item)) is not None] if given else []
    values = [rouge_one_f(predicted, gold), *extra]
    return sum(min(max(value, 0.0), 1.0) for value in values) / len(values)
