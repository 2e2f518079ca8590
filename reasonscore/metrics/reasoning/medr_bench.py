"""What the three MedR-Bench metrics share: the first steps of a trace, and which of them are factual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reasonscore.errors import InputError
from reasonscore.metrics.row_field import as_flag, list_at


def first_steps(row: Mapping[str, Any], max_steps: int | None) -> Sequence[Mapping[str, Any]] | None:
    """The steps of a row, at most `max_steps` of them; None where the row has no trace with steps."""
    steps = list_at(row, "trace.steps")
    return None if steps is None else steps[:max_steps]


def is_reasoning(step: Mapping[str, Any]) -> bool:
    """Whether a step's category is Reasoning."""
    return str(step.get("category") or "").casefold() == "reasoning"


def is_factual(row: Mapping[str, Any], index: int, step: Mapping[str, Any]) -> bool:
    """Whether a step is factual: its own `factual` field, else whether all its judged claims are supported.

    A step without a judged claim is not, as a step that the paper's judge left undecided is not.
    """
    if "factual" in step:
        return as_flag(step["factual"]) is True
    claims = [claim for claim in row.get("claims") or () if claim.get("step") == index]
    labels = [label for claim in claims if (label := (claim.get("verdict") or {}).get("label"))]
    return bool(labels) and set(labels) == {"supported"}


def check_max_steps(value: object) -> None:
    """Nothing, where the value is None or a whole number of at least 1.

    Raises:
        InputError: Otherwise.
    """
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise InputError(f"max_steps is {value!r}, expected None or a whole number of at least 1")
