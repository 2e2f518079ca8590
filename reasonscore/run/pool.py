"""Worker processes: chunks out, answers back in order; a worker that dies is replaced and its chunk done again."""

from __future__ import annotations

import logging
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import cast

from reasonscore.block import failed
from reasonscore.errors import ReasonScoreError
from reasonscore.jsonl import RawLine, parse_line
from reasonscore.run.chunk import Chunk
from reasonscore.run.message import pack_lines, unpack, unpack_done, unpack_error
from reasonscore.run.task import Done, written
from reasonscore.run.worker import MakeTask, work

_log = logging.getLogger("reasonscore")

START_METHOD = "spawn"
"""A worker starts from nothing: threads of the model and locks of the run do not come along."""

AHEAD = 2
"""Chunks in flight for each worker: one in work, one that waits for an earlier one."""

TRIES = 2
"""Workers that lines may take with them before they are split up, and a single line before it is given up."""

STARTS = 6
"""Times in a row that each worker may be killed before it has begun."""


@dataclass
class Piece:
    """Lines on their way to a worker and back: a chunk, or one line of a chunk that took its workers with it."""

    lines: tuple[RawLine, ...]
    deaths: int = 0
    done: Done | None = None
    parts: list[Piece] = field(default_factory=list)

    def answer(self) -> Done | None:
        """What the lines gave; None where something is still missing."""
        if not self.parts:
            return self.done
        answers = [part.answer() for part in self.parts]
        ready = [answer for answer in answers if answer is not None]
        if len(ready) < len(answers):
            return None
        return Done(
            [mark for answer in ready for mark in answer.marks],
            [brief for answer in ready for brief in answer.briefs],
            [row for answer in ready for row in answer.rows],
            tuple(text for answer in ready for text in answer.told),
        )


@dataclass
class _Worker:
    process: BaseProcess
    connection: Connection
    piece: Piece | None = None
    ready: bool = False


class Pool:
    """Processes that run one task each; a context manager that ends them.

    Args:
        make: Makes the task in each process.
        workers: How many processes.
    """

    def __init__(self, make: MakeTask, workers: int) -> None:
        self._make = make
        self._context = cast("SpawnContext", multiprocessing.get_context(START_METHOD))
        self._waiting: deque[Piece] = deque()
        self._failed_starts = 0
        self._told: set[str] = set()
        self.deaths = 0
        self.signature: str | None = None
        self._workers = [self._start() for _ in range(workers)]

    def __enter__(self) -> Pool:
        """The pool itself, once a worker has said what its task's signature is."""
        try:
            while self.signature is None:
                self._listen()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes at once: what they have not answered is not needed any more."""
        self.close()

    @property
    def pids(self) -> list[int]:
        """The processes."""
        return [worker.process.pid or 0 for worker in self._workers]

    def run(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Done]]:
        """Each chunk with what it gave, in order; a bounded number of them is in flight.

        Raises:
            ReasonScoreError: What ended a worker's task, or processes that die before they begin.
        """
        flight: deque[tuple[Chunk, Piece]] = deque()
        rest, ended, broken = iter(chunks), False, None
        while True:
            while not ended and len(flight) < AHEAD * len(self._workers):
                try:
                    chunk = next(rest, None)
                except ReasonScoreError as error:
                    # What was read before the input broke off is still done and written.
                    chunk, broken = None, error
                if chunk is None:
                    ended = True
                else:
                    piece = Piece(chunk.lines)
                    flight.append((chunk, piece))
                    self._waiting.append(piece)
            if not flight:
                break
            self._hand_out()
            while (done := flight[0][1].answer()) is None:
                self._listen()
                self._hand_out()
            # Each worker tells of what the run as a whole should hear once.
            told = tuple(text for text in done.told if text not in self._told)
            self._told.update(told)
            yield flight.popleft()[0], done._replace(told=told)
        if broken:
            raise broken

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join(1)
        self._workers = []

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, self._make), daemon=True)
        with _interruptions_held():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _hand_out(self) -> None:
        for worker in self._workers:
            if self._waiting and worker.ready and worker.piece is None:
                worker.piece = self._waiting.popleft()
                try:
                    worker.connection.send_bytes(pack_lines(worker.piece.lines))
                except (BrokenPipeError, ConnectionResetError):
                    self._replace(worker)

    def _listen(self) -> None:
        """Take in what at least one worker has to say."""
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection)):
            worker = by_connection[connection]  # type: ignore[index]
            try:
                message = worker.connection.recv_bytes()
            except (EOFError, ConnectionResetError, BrokenPipeError):
                self._replace(worker)
                continue
            head, body = unpack(message)
            if "error" in head:
                raise unpack_error(head)
            if "signature" in head:
                worker.ready, self.signature, self._failed_starts = True, head["signature"], 0
            elif worker.piece is not None:
                worker.piece.done, worker.piece = unpack_done(head, body), None

    def _replace(self, worker: _Worker) -> None:
        """Put a new process in a dead one's place and give its lines out again."""
        worker.connection.close()
        worker.process.join(5)
        code = worker.process.exitcode
        self.deaths += 1
        self._failed_starts += not worker.ready
        # One that is killed may be somebody's whim; one that ends by itself would do so again.
        tries = STARTS if code is not None and code < 0 else TRIES
        if self._failed_starts > tries * len(self._workers):
            raise ReasonScoreError(
                f"worker processes end before they begin ({_cause(code)}); is there enough memory? try fewer --workers"
            )
        _log.warning("a worker process died (%s); it is replaced and its rows are done again", _cause(code))
        if worker.piece is not None:
            worker.piece.deaths += 1
            self._waiting.extendleft(reversed(_again(worker.piece, code)))
        self._workers[self._workers.index(worker)] = self._start()


def _again(piece: Piece, code: int | None) -> list[Piece]:
    """What is to be handed out again after a death: the lines, each line by itself, or nothing more."""
    if piece.deaths < TRIES:
        return [piece]
    if len(piece.lines) > 1:
        piece.parts = [Piece((line,)) for line in piece.lines]
        return piece.parts
    line = piece.lines[0]
    error = ReasonScoreError(f"the process died {TRIES} times on this row ({_cause(code)}); is it too large?")
    row = replace(failed(parse_line(*line).row, error, line.number), kind="WorkerDied").to_row()
    brief, content = written(row, line)
    piece.done = Done([None], [brief], [content])
    return []


def _cause(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return f"killed by {signal.Signals(-code).name}"
        except ValueError:
            return f"killed by signal {-code}"
    return f"exit code {code}"


@contextmanager
def _interruptions_held() -> Iterator[None]:
    """No Ctrl-C meanwhile; a process that is started inherits this, so that it never sees one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
