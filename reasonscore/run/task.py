"""A task: what is done with the lines of a chunk, in this process or in a worker."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reasonscore.block import failed, isolated
from reasonscore.errors import InputError
from reasonscore.jsonl import RawLine, dump_row, parse_line
from reasonscore.record import parse_id
from reasonscore.run.seen import mark_of

Parse = Callable[[Mapping[str, Any], int], Any]
"""Row and line number in; a record out, or an `InputError`."""

Rename = Callable[[Mapping[str, Any]], dict[str, Any]]
"""The row with its fields under the names of the record format."""

Run = Callable[[Sequence[Any]], Sequence[Mapping[str, Any]]]
"""Records and failures in, one output row for each out."""

BRIEF = ("id", "status", "error", "scores", "signature")
"""The fields of an output row that a summary needs."""


class Done(NamedTuple):
    """What a chunk gave.

    Args:
        marks: Mark of the id of each row; None where a row has no readable one.
        briefs: Of each output row what a summary needs.
        rows: Each output row as a line.
        told: What the library logged meanwhile, in a worker.
    """

    marks: list[int | None]
    briefs: list[dict[str, Any]]
    rows: list[bytes]
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Task:
    """Parses the lines of a chunk, runs a stage over them and writes its rows.

    Args:
        parse: Makes a record of a row.
        rename: Finds our fields in it.
        run: The stage.
        signature: What the stage's rows depend on, in one line; asked for where a journal is kept.
    """

    parse: Parse
    rename: Rename
    run: Run
    signature: Callable[[], str] = field(default=str)

    def __call__(self, lines: Sequence[RawLine]) -> Done:
        """What the lines give, one row for each."""
        items, marks = [], []
        for line in lines:
            item, mark = self._item(line)
            items.append(item)
            marks.append(mark)
        briefs, rows = [], []
        for line, row in zip(lines, isolated(self.run, items), strict=True):
            brief, content = written(row, line)
            briefs.append(brief)
            rows.append(content)
        return Done(marks, briefs, rows)

    def _item(self, line: RawLine) -> tuple[Any, int | None]:
        found, mark = parse_line(*line), None
        row: Mapping[str, Any] | None = found.row
        try:
            if row is None:
                raise found.error or InputError("found nothing, expected a JSON object")
            row = self.rename(row)
            mark = mark_of(parse_id(row, line.number))
            return self.parse(row, line.number), mark
        except InputError as error:
            return failed(row, error, line.number, found.text), mark


def written(row: Mapping[str, Any], line: RawLine) -> tuple[dict[str, Any], bytes]:
    """The brief of an output row and its line; a row that JSON cannot hold becomes an error row."""
    if row.get("status") == "error" and isinstance(row.get("error"), dict):
        row["error"].setdefault("line", line.number)
    try:
        content = dump_row(row)
    except (ValueError, TypeError, RecursionError) as error:
        row = failed({"id": row.get("id")}, error, line.number).to_row()
        content = dump_row(row)
    return {key: row[key] for key in BRIEF if key in row}, content.encode("utf-8")


def id_mark(line: RawLine, rename: Rename) -> int | None:
    """The mark of a line's id; None where it has no readable one."""
    row = parse_line(*line).row
    try:
        return None if row is None else mark_of(parse_id(rename(row), line.number))
    except InputError:
        return None


def doubled(line: RawLine, rename: Rename) -> tuple[dict[str, Any], bytes]:
    """The brief and the line of a row whose id stands in an earlier row."""
    found = parse_line(*line).row or {}
    name = parse_id(rename(found), line.number)
    error = InputError(f"the id '{name[:80]}' stands in an earlier row; ids must be unique", field="id")
    return written(failed(rename(found), error, line.number).to_row(), line)


class Told(logging.Handler):
    """Collects what the library logs, so that a worker can hand it to whom the user listens to."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self._messages.append(record.getMessage())

    def take(self) -> tuple[str, ...]:
        """The messages since the last call."""
        found, self._messages = tuple(self._messages), []
        return found
