"""Rows through a stage: from a file, in chunks, on one or more processes, to a file that a later run can go on from."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

import click

from reasonscore.errors import InputError, ReasonScoreError
from reasonscore.run.output import is_plain, silence
from reasonscore.run.runner import Plan, run_plan

SHOWN = 10
"""Problems that are told at the end; the rows themselves hold them all."""

Take = Callable[[Sequence[Mapping[str, Any]]], None]


@dataclass
class Tally:
    """Rows and failures of a run.

    Args:
        on_error: `keep` goes on after a broken row, `stop` ends the run before it is written.
        max_errors: Broken rows that a run may have; None for any number.
        shown: Problems to remember.
    """

    on_error: str = "keep"
    max_errors: int | None = None
    shown: int = SHOWN
    n_rows: int = 0
    n_failed: int = 0
    problems: list[str] = field(default_factory=list)

    def check(self, briefs: Sequence[Mapping[str, Any]]) -> None:
        """Count output rows.

        Raises:
            ReasonScoreError: At a broken row where that ends the run.
        """
        for brief in briefs:
            self.n_rows += 1
            if brief.get("status") == "error":
                self.note(_told(brief))

    def note(self, problem: InputError) -> None:
        """Count a broken row.

        Raises:
            ReasonScoreError: Where it ends the run.
        """
        self.n_failed += 1
        if self.on_error == "stop":
            raise problem
        if len(self.problems) < self.shown:
            self.problems.append(str(problem))
        if self.max_errors is not None and self.n_failed > self.max_errors:
            listed = "".join(f"\n  {line}" for line in self.problems)
            raise ReasonScoreError(
                f"stopped: {self.n_failed} of the first {self.n_rows} rows failed, more than --max-errors "
                f"{self.max_errors}:{listed}"
            )

    def report(self, where: str = "they are written with their error") -> int:
        """Tell on stderr which rows failed, and where they are; returns the exit code."""
        if not self.n_failed:
            return 0
        click.echo(f"{self.n_failed} of {self.n_rows} rows failed; {where}:", err=True)
        for problem in self.problems:
            click.echo(f"  {problem}", err=True)
        if self.n_failed > len(self.problems):
            click.echo(f"  and {self.n_failed - len(self.problems)} more", err=True)
        return 1


def stream(plan: Plan, tally: Tally, take: Take, *, progress: bool) -> int:
    """The exit code of a plan that is run with a progress bar: 1 where some row failed, which is told, else 0."""
    written, before = 0, _size(plan.output)
    with progress_bar(plan, progress) as step, _termination_interrupts():

        def taken(briefs: Sequence[Mapping[str, Any]]) -> None:
            nonlocal written
            written += len(briefs)
            take(briefs)
            step(len(briefs))

        try:
            run_plan(plan, tally.check, taken)
        except BrokenPipeError:
            # The reader has seen enough: no fault, and nothing to summarise.
            silence(sys.stdout.buffer)
            raise click.exceptions.Exit(0) from None
        except KeyboardInterrupt:
            when = f"after {written:,} rows" if written else "before the first row was written"
            click.echo(f"\nreasonscore: interrupted {when}{_left(plan.output, before, written)}", err=True)
            raise
    return tally.report()


def _left(output: str, before: int | None, written: int) -> str:
    """What an interrupted run leaves of its output, which had `before` bytes; empty for a stream."""
    if not is_plain(output):
        return ""
    now = _size(output)
    if now is None:
        return f"; {output} was not made"
    if not written and now and now == before:
        return f"; {output} is as it was"
    return f"; {output} is {'whole' if now else 'empty'}, --resume goes on"


def _size(output: str) -> int | None:
    try:
        return os.stat(output).st_size if is_plain(output) else None
    except OSError:
        return None


@contextmanager
def progress_bar(plan: Plan, wanted: bool) -> Iterator[Callable[[int], None]]:
    """Calls of the yielded function move a bar on stderr, where a person is watching."""
    if not wanted or not sys.stderr.isatty():
        yield lambda rows: None
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
        task = bar.add_task("rows", total=_count_lines(plan))
        yield lambda rows: bar.advance(task, rows)


def _told(brief: Mapping[str, Any]) -> InputError:
    found = brief.get("error")
    error: Mapping[str, Any] = found if isinstance(found, Mapping) else {"message": str(found)}
    return InputError(str(error.get("message")), field=error.get("field"), line=error.get("line"))


def _count_lines(plan: Plan) -> int | None:
    """Lines of a plain file, for the bar's end; None where counting would cost a second reading of a stream."""
    if plan.path == "-" or plan.path.endswith((".gz", ".zst")):
        return plan.limit
    try:
        with open(plan.path, "rb") as handle:
            total = sum(part.count(b"\n") for part in iter(lambda: handle.read(1 << 20), b""))
    except OSError:
        return plan.limit
    return min(total, plan.limit) if plan.limit is not None else total


@contextmanager
def _termination_interrupts() -> Iterator[None]:
    """A polite request to end (SIGTERM, as batch systems send it) is treated like Ctrl-C meanwhile."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, interrupt)
    except ValueError:
        # Not the main thread: whoever runs us there has its own way to end.
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
