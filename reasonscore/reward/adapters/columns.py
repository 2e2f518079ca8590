"""Columns: from what a trainer passes beside its completions to samples."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from reasonscore.errors import UnknownNameError
from reasonscore.kind import kind_of
from reasonscore.reward.sample import COLUMNS, Sample

ColumnNames = Mapping[str, str | None]
"""Names of a trainer's columns by field of a sample, where they differ; None withholds a column of the field's name."""


def check_columns(columns: ColumnNames | None) -> dict[str, str | None]:
    """Where each field of a sample comes from.

    Raises:
        UnknownNameError: For a field that a sample does not have.

    >>> check_columns({"answer": "solution"})["answer"]
    'solution'
    """
    for name in columns or {}:
        if name not in COLUMNS:
            raise UnknownNameError("field of a sample", name, COLUMNS)
    return {name: name for name in COLUMNS} | dict(columns or {})


def batch_samples(
    completions: Sequence[Any],
    given: Mapping[str, Any],
    names: Mapping[str, str | None],
    prompts: Sequence[Any] | None = None,
    lengths: Sequence[Any] | None = None,
) -> list[Sample]:
    """One sample a completion, from columns that are lists of the same length.

    A column that is absent, or not such a list, is left out; the prompt serves as the question where no column does.

    Args:
        completions: What was generated.
        given: The trainer's other arguments by name.
        names: Where each field comes from, see `check_columns`.
        prompts: The prompts.
        lengths: Token ids of the completions.
    """
    size = len(completions)
    columns = {
        field: given[name] for field, name in names.items() if name is not None and _is_column(given, name, size)
    }
    if prompts is not None and "question" not in columns and names["question"] is not None and len(prompts) == size:
        columns["question"] = prompts
    if lengths is not None and "length" not in columns and len(lengths) == size:
        columns["length"] = [_length(one) for one in lengths]
    return [
        Sample(completion, **{field: column[index] for field, column in columns.items()})
        for index, completion in enumerate(completions)
    ]


def column_faults(given: Mapping[str, Any], names: Mapping[str, str | None], size: int) -> list[str]:
    """What keeps a column from being used, in words that quote none of it; such a column is left out.

    Args:
        given: The trainer's other arguments by name.
        names: Where each field comes from, see `check_columns`.
        size: Number of completions.

    >>> column_faults({"gold": ["B"], "evidence": [["x"]]}, check_columns({"answer": "glod"}), 1)
    ["column 'glod' for answer is not there; given: evidence, gold"]
    >>> column_faults({"answer": ["B"]}, check_columns({}), 2)
    ["column 'answer' holds 1 values for 2 completions"]
    """
    faults = []
    for field, name in names.items():
        if name is None:
            continue
        found = given.get(name)
        if name not in given:
            # A field under its own name may well be absent; one that somebody renamed was meant to be there.
            if name != field:
                faults.append(f"column '{name}' for {field} is not there; given: {', '.join(sorted(given)) or 'none'}")
        elif found is not None and not _is_column(given, name, size):
            sized = hasattr(found, "__len__") and not isinstance(found, str | Mapping)
            held = f"holds {len(found)} values for {size} completions" if sized else f"is {kind_of(found)}, not a list"
            faults.append(f"column '{name}' {held}")
    return faults


def one_sample(response: Any, truth: Any, beside: Any, names: Mapping[str, str | None]) -> Sample:
    """The sample of trainers that pass one completion at a time.

    Args:
        response: What was generated.
        truth: The label: an answer, an object with fields of a sample, or one in JSON.
        beside: An object with further fields; never changed.
        names: Where each field comes from.
    """
    found: dict[str, Any] = {}
    for source in (beside, decoded(truth)):
        if isinstance(source, Mapping):
            found |= {field: source[name] for field, name in names.items() if name in source}
            reference = source.get("reference")
            if isinstance(reference, Mapping):
                found |= {name: reference[name] for name in ("answer", "reasoning") if name in reference}
    label = decoded(truth)
    if label is not None and not isinstance(label, Mapping):
        found["answer"] = label
    return Sample(response, **found)


def decoded(label: Any) -> Any:
    """The object or list that a label holds in JSON; any other label as it is.

    >>> decoded('{"answer": "B"}'), decoded("B"), decoded("5")
    ({'answer': 'B'}, 'B', '5')
    """
    if isinstance(label, str) and label[:1] in "{[" and label[-1:] in "}]":
        try:
            return json.loads(label)
        except (ValueError, RecursionError):
            return label
    return label


def _is_column(given: Mapping[str, Any], name: str, size: int) -> bool:
    column = given.get(name)
    if column is None or isinstance(column, str | Mapping):
        return False
    return hasattr(column, "__len__") and hasattr(column, "__getitem__") and len(column) == size


def _length(ids: Any) -> int | None:
    return len(ids) if hasattr(ids, "__len__") else None
