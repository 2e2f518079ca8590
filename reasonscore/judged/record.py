"""Reading a file record by record, so that none takes the others with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from reasonscore.judged.judged_row import error_row
from reasonscore.judged.problem import JudgedProblem
from reasonscore.judged.source import Item, expect_object

UNFORESEEN = (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError)
"""What reading a record of an unknown shape may raise."""


def read_each(
    format: str, items: Iterable[Item], build: Callable[[Item], Iterable[dict[str, Any]]]
) -> Iterator[dict[str, Any]]:
    """The rows of every item: an item that is no object, or has a shape that its reader cannot take, is an error row.

    Args:
        format: Name of the format.
        items: The records.
        build: The rows of one record that is an object.
    """
    for item in items:
        why = expect_object(item)
        try:
            rows = [] if why else list(build(item))
        except UNFORESEEN as error:
            why = f"not of the shape that this format has ({type(error).__name__})"
        if why:
            yield error_row(format, item.key or item.where, JudgedProblem(item.where, why), item.value)
        else:
            yield from rows
