"""Rows through a stage: read a file line by line, process block by block, write as results come, report progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import click

from reasonscore.block import Failed, failed
from reasonscore.errors import InputError, ReasonScoreError
from reasonscore.jsonl import dump_row, open_text_out, read_jsonl
from reasonscore.record import parse_id
from reasonscore_cli.field import FieldMap

Parse = Callable[[Mapping[str, Any], int], Any]
"""Row and line number in; a record out, or an `InputError`."""


@dataclass
class Input:
    """A file of rows on its way to a stage.

    Args:
        path: The file, or `-`.
        parse: Makes a record of a row.
        fields: Renamed input fields.
        limit: Rows to take; None for all.
        on_error: `keep` writes a broken row with its error and goes on; `stop` ends the run.
    """

    path: str
    parse: Parse
    fields: FieldMap
    limit: int | None = None
    on_error: str = "keep"
    n_rows: int = 0
    problems: list[str] = field(default_factory=list)

    def items(self) -> Iterator[Any]:
        """Records and failures, one a row; an id that came before is a failure."""
        seen: set[int] = set()
        for line in read_jsonl(self.path):
            if self.limit is not None and self.n_rows >= self.limit:
                return
            self.n_rows += 1
            try:
                if line.error:
                    raise line.error
                row = self.fields.rename(line.row or {})
                self._claim_id(parse_id(row, line.number), seen)
                yield self.parse(row, line.number)
            except InputError as error:
                self.note(failed(line.row, error, line.number, line.text))
                yield failed(line.row, error, line.number, line.text)

    def note(self, failure: Failed) -> None:
        """Remember what to tell at the end, or stop where that was asked for."""
        told = InputError(failure.message, field=failure.field, line=failure.line)
        if self.on_error == "stop":
            raise told
        self.problems.append(str(told))

    def _claim_id(self, name: str, seen: set[int]) -> None:
        # Hashes instead of the ids themselves: a million rows must not cost a million strings.
        mark = hash(name)
        if mark in seen:
            raise InputError(f"the id '{name[:80]}' stands in an earlier row; ids must be unique", field="id")
        seen.add(mark)


def write_rows(rows: Iterable[Mapping[str, Any]], source: Input, out: str | None, *, progress: bool) -> int:
    """Write rows as they come and tell what went wrong; returns the exit code: 1 where some row failed, else 0."""
    with open_text_out(out or "-") as handle, progress_bar(source, progress) as step:
        for row in rows:
            handle.write(dump_row(row))
            step()
    return report_problems(source)


def report_problems(source: Input, shown: int = 10) -> int:
    """Tell on stderr which rows failed; returns the exit code."""
    if source.n_rows == 0:
        raise ReasonScoreError(f"{source.path} holds no rows; expected JSON Lines, one object a line")
    if not source.problems:
        return 0
    click.echo(f"{len(source.problems)} of {source.n_rows} rows failed; they are written with their error:", err=True)
    for problem in source.problems[:shown]:
        click.echo(f"  {problem}", err=True)
    if len(source.problems) > shown:
        click.echo(f"  and {len(source.problems) - shown} more", err=True)
    return 1


@contextmanager
def progress_bar(source: Input, wanted: bool) -> Iterator[Callable[[], None]]:
    """Calls of the yielded function move a bar on stderr, where a person is watching."""
    if not wanted or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("rows", total=_count_lines(source))
        yield lambda: bar.advance(task)


def _count_lines(source: Input) -> int | None:
    """Lines of a plain file, for the bar's end; None where counting would cost a second reading of a stream."""
    if source.path == "-" or source.path.endswith((".gz", ".zst")):
        return source.limit
    with open(source.path, "rb") as handle:
        total = sum(1 for line in handle if line.strip())
    return min(total, source.limit) if source.limit is not None else total
