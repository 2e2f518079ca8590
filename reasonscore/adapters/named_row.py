"""A named row: an input row from a mapping whose keys are columns of a table or fields of a document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reasonscore.errors import InputError
from reasonscore.plain_value import plain_value

Fields = Mapping[str, str | None]
"""Where a field of the record is found: its name there, or None where what is there under its own name is not it."""

GOLD = ("answer", "reasoning")
"""Names that make up `reference` where there is no such name."""


def named_row(cells: Mapping[Any, Any], fields: Fields | None = None) -> dict[str, Any]:
    """The input row; absent cells are left out, cells that are not ours pass through.

    Args:
        cells: Values by name.
        fields: Names by field of the record, where they differ.

    Raises:
        InputError: Where a name that `fields` gives is not there.

    >>> named_row({"output": "It is gout.", "answer": "gout", "evidence": None}, {"response": "output"})
    {'response': 'It is gout.', 'reference': {'answer': 'gout'}}
    >>> named_row({"response": "It is gout.", "answers": {"start": 3}}, {"answers": None})
    {'response': 'It is gout.'}
    """
    found = {str(name): value for name, value in cells.items()}
    mapped = dict(fields or {})
    for field, name in mapped.items():
        if name is not None and name not in found:
            raise InputError(f"no '{name}' to take it from, found {', '.join(found) or 'nothing'}", field=field)
    taken = {*mapped, *(name for name in mapped.values() if name is not None)}
    row = {field: plain_value(found[name]) for field, name in mapped.items() if name is not None}
    row |= {name: plain_value(value) for name, value in found.items() if name not in taken}
    row = {name: value for name, value in row.items() if value is not None}
    if "reference" not in row:
        gold = {name: row.pop(name) for name in GOLD if name in row}
        return row | ({"reference": gold} if gold else {})
    if isinstance(row["reference"], str | list):
        row["reference"] = {"answer": row["reference"]}
    return row
