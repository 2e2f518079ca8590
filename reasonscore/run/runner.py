"""A run from input to output: chunks through a task, rows appended as they are done, taken up again where they end."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from reasonscore.errors import ReasonScoreError
from reasonscore.jsonl import STANDARD, no_rows, raw_lines
from reasonscore.run.chunk import Chunk, chunks
from reasonscore.run.identity import input_identity, is_same_file
from reasonscore.run.journal import Entry, Head, Journal, read_head
from reasonscore.run.output import BlockFile, Stream, is_plain, require_empty, require_place
from reasonscore.run.pool import Pool
from reasonscore.run.seen import Seen
from reasonscore.run.task import BRIEF, Done, Rename, Task, doubled, id_mark
from reasonscore.run.worker import MakeTask

_log = logging.getLogger("reasonscore")

Take = Callable[[Sequence[Mapping[str, Any]]], None]
"""Takes the briefs of a chunk's output rows."""


@dataclass(frozen=True)
class Plan:
    """What a run does.

    Args:
        make: Makes the task, here or in a worker.
        path: The input; `-` is standard input.
        output: Where rows go; `-` is standard output.
        rename: Finds our fields in a row.
        options: What decides the bytes of the output besides the task's signature, by name.
        rows: Rows of a chunk.
        limit: Rows to take; None for all.
        workers: Processes; 1 works in this one.
        share: Whether workers may be forked from one process that has loaded everything.
        resume: Whether to go on where an earlier run of the same kind ended.
        overwrite: Whether an output that holds something may be written anew.
    """

    make: MakeTask
    path: str
    output: str
    rename: Rename
    options: Mapping[str, Any]
    rows: int
    limit: int | None = None
    workers: int = 1
    share: bool = False
    resume: bool = False
    overwrite: bool = True


class Alone:
    """A task in this process, in the form of a pool."""

    def __init__(self, make: MakeTask) -> None:
        self._task: Task = make()

    @cached_property
    def signature(self) -> str:
        """The task's signature."""
        return self._task.signature()

    def run(self, source: Iterable[Chunk]) -> Iterator[tuple[Chunk, Done]]:
        """Each chunk with what it gave."""
        for chunk in source:
            yield chunk, self._task(chunk.lines)


def run_plan(plan: Plan, check: Take, take: Take) -> None:
    """Run a plan.

    Args:
        plan: What to do.
        check: Sees the briefs of each chunk before its rows are written, and may raise what ends the run.
        take: Gets them once the rows are written.

    Raises:
        ReasonScoreError: Where the input, the output, an earlier run or the task is not what it should be.
    """
    if is_same_file(plan.path, plan.output):
        raise ReasonScoreError(f"{plan.path} is the input and the output; name another output")
    require_place(plan.output)
    if not (plan.overwrite or plan.resume):
        require_empty(plan.output)
    source = chunks(raw_lines(plan.path), plan.rows, plan.limit)
    first = next(source, None)
    if first is None:
        raise no_rows(plan.path)
    source = chain([first], source)
    with closing(Seen()) as seen:
        if is_plain(plan.output):
            _to_file(plan, source, seen, check, take)
        else:
            _to_stream(plan, source, seen, check, take)


def _engine(plan: Plan) -> AbstractContextManager[Alone | Pool]:
    return Pool(plan.make, plan.workers, share=plan.share) if plan.workers > 1 else nullcontext(Alone(plan.make))


def _to_stream(plan: Plan, source: Iterable[Chunk], seen: Seen, check: Take, take: Take) -> None:
    if plan.resume:
        where = "standard output" if plan.output == STANDARD else plan.output
        raise ReasonScoreError(f"{where} cannot be read back, so nothing can be resumed; name a file with -o")
    with closing(Stream(plan.output)) as output, _engine(plan) as engine:
        for chunk, done in engine.run(source):
            briefs, rows = _settled(chunk, done, seen, plan.rename)
            check(briefs)
            output.write(rows)
            take(briefs)


def _to_file(plan: Plan, source: Iterator[Chunk], seen: Seen, check: Take, take: Take) -> None:
    path = Path(plan.output)
    with closing(Journal(path)) as journal, closing(BlockFile(path)) as output, _engine(plan) as engine:
        head = Head(engine.signature or "", plan.options, input_identity(plan.path))
        if plan.resume and _may_continue(journal, output, head):
            source = _continued(plan, journal, output, source, seen, check, take)
        else:
            _tell_of_lost(journal, output, head)
            journal.begin(head)
            output.cut()
        for chunk, done in engine.run(source):
            briefs, rows = _settled(chunk, done, seen, plan.rename)
            check(briefs)
            before = output.end, output.rows
            digest = output.write(rows)
            try:
                journal.add(Entry(chunk.index, len(done.rows), output.end, digest, chunk.digest()))
            except OSError as error:
                output.end, output.rows = before
                raise output.full(error) from error
            take(briefs)
        journal.finish(output.rows, output.end)


def _settled(chunk: Chunk, done: Done, seen: Seen, rename: Rename) -> tuple[list[dict[str, Any]], bytes]:
    """The briefs and rows of a chunk, with an error in place of each row whose id came before."""
    for text in done.told:
        _log.warning("%s", text)
    for place, mark in enumerate(done.marks):
        if mark is not None and not seen.add(mark):
            done.briefs[place], done.rows[place] = doubled(chunk.lines[place], rename)
    return done.briefs, b"".join(done.rows)


def _may_continue(journal: Journal, output: BlockFile, head: Head) -> bool:
    """Whether there is an earlier run to go on from.

    Raises:
        ReasonScoreError: Where it was another run.
    """
    earlier = read_head(output.path)
    if earlier is None:
        if journal.is_new and output.size:
            raise ReasonScoreError(
                f"{output.path} has no journal beside it ({journal.path.name}), so nobody can say what it holds; leave "
                "--resume out to write it anew"
            )
        return False
    if found := earlier.differences(head):
        listed = "\n".join(f"  {line}" for line in found)
        raise ReasonScoreError(
            f"{output.path} was begun with other options or another input (then / now):\n{listed}\n"
            "give the same ones to go on, or leave --resume out to write it anew"
        )
    return True


def _continued(
    plan: Plan, journal: Journal, output: BlockFile, source: Iterator[Chunk], seen: Seen, check: Take, take: Take
) -> Iterator[Chunk]:
    """The chunks that are still to be done, once those that are written were read back and compared."""
    rest: Iterator[Chunk] = source
    for entry in journal.entries():
        chunk = next(source, None)
        if chunk is None or chunk.digest() != entry.input:
            place = f"input.line: {chunk.lines[0].number if chunk else 'the end'}"
            raise ReasonScoreError(
                f"{output.path} was begun with another input, which differs from this one after row {output.rows:,} "
                f"({place}); give the same one to go on, or leave --resume out to write it anew"
            )
        rows = output.read(entry.end, entry.hash)
        if rows is None:
            rest = chain([chunk], source)
            break
        for line in chunk.lines:
            mark = id_mark(line, plan.rename)
            if mark is not None:
                seen.add(mark)
        briefs = [{key: row[key] for key in BRIEF if key in row} for row in map(json.loads, rows.splitlines())]
        check(briefs)
        take(briefs)
    journal.keep()
    output.cut()
    _log.info("%s: going on after %s rows", output.path, f"{output.rows:,}")
    return rest


def _tell_of_lost(journal: Journal, output: BlockFile, head: Head) -> None:
    """Say what is written over: rows that a run was still to add to, or those of another run."""
    earlier = read_head(output.path)
    if earlier is None or not output.size:
        return
    rows = sum(entry.rows for entry in journal.entries())
    if rows and not journal.finished:
        _log.warning(
            "%s held %s rows of an interrupted run; it is written anew (--resume goes on)", output.path, f"{rows:,}"
        )
    elif rows and (found := earlier.differences(head)):
        others = f" and {len(found) - 1} more" if len(found) > 1 else ""
        _log.warning(
            "%s held %s rows of another run (then / now: %s%s); it is written anew",
            output.path, f"{rows:,}", found[0], others,
        )  # fmt: skip
