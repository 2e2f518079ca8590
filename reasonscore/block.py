"""Blocks: consecutive rows that are worked on together. Batches never cross a block: its bytes depend on it alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from reasonscore.errors import InputError, ReasonScoreError
from reasonscore.record import Record, parse_id, parse_record

T = TypeVar("T")
LONGEST_KEPT = 10_000
"""Characters of a broken line that its error row carries along."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A row that could not be processed, with the reason.

    Args:
        id: Its id, or its line number.
        kind: Name of the error's type.
        message: What was found, what was expected, what to do.
        field: Path of the field; None for the row as a whole.
        line: Line number in the file.
        row: The row as it came, where it is an object.
        text: The line as it came, where it is not.
    """

    id: str
    kind: str
    message: str
    field: str | None = None
    line: int | None = None
    row: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    text: str = ""

    def to_row(self) -> dict[str, Any]:
        """The error row: all that came in, the error, no scores."""
        error: dict[str, Any] = {"type": self.kind, "message": self.message, "field": self.field}
        if self.line is not None:
            error["line"] = self.line
        out = dict(self.row) | {"id": self.row.get("id") if self._has_own_id() else self.id, "status": "error"}
        if self.text:
            out["input"] = self.text[:LONGEST_KEPT]
        return out | {"error": error, "scores": {}}

    def _has_own_id(self) -> bool:
        found = self.row.get("id")
        return isinstance(found, str | int) and not isinstance(found, bool)


Item = Record | Failed


def parse_item(row: object, line: int | None = None) -> Item:
    """The record of a row, or its failure.

    >>> parse_item({"id": "a"}).field
    'response'
    """
    try:
        return parse_record(row, line)
    except InputError as error:
        return failed(row, error, line)


def failed(row: object, error: Exception, line: int | None = None, text: str = "") -> Failed:
    """The failure of a row; an error that is not ours is named by its type only, since its text may quote the row."""
    found = row if isinstance(row, Mapping) else {}
    try:
        name = parse_id(found, line)
    except InputError:
        name = str(line or 0)
    if isinstance(error, InputError):
        return Failed(name, "InputError", error.message, error.field, line or error.line, found, text)
    message = str(error) if isinstance(error, ReasonScoreError) else "this row could not be processed; please report it"
    return Failed(name, type(error).__name__, message, None, line, found, text)


def blocks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Consecutive items in lists of `size`, the last one shorter.

    >>> list(blocks("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    rest = iter(items)
    while block := list(islice(rest, size)):
        yield block
