"""Blocks: consecutive rows that are worked on together. Batches never cross a block: its bytes depend on it alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from reasonscore.errors import InputError, ReasonScoreError
from reasonscore.jsonl import LONGEST_KEPT
from reasonscore.record import Record, parse_id, parse_record

T = TypeVar("T")


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


def isolated(run: Callable[[Sequence[T]], Sequence[Mapping[str, Any]]], block: Sequence[T]) -> list[Mapping[str, Any]]:
    """The output rows of a block; an item that no stage foresaw gives an error row and takes no neighbour with it.

    What concerns the run and not the item (a damaged model, a full disk, no memory) is raised.

    >>> isolated(lambda block: [{"half": 1 / item} for item in block], [2, 0])[0]
    {'half': 0.5}
    """
    try:
        return list(run(block))
    except (OSError, MemoryError, ImportError):
        raise
    except Exception as error:
        if isinstance(error, ReasonScoreError) and not isinstance(error, InputError):
            raise
        if len(block) > 1:
            return [row for item in block for row in isolated(run, [item])]
        return [_unforeseen(block[0], error).to_row()]


def _unforeseen(item: object, error: Exception) -> Failed:
    if isinstance(item, Failed):
        raise error
    record = getattr(item, "record", item)
    return failed({"id": getattr(record, "id", None)} | dict(getattr(record, "row", {})), error)
