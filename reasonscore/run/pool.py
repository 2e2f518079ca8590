"""Worker processes: chunks out, answers back in order; a worker that dies is replaced and its chunk done again."""

from __future__ import annotations

import logging
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from types import TracebackType

from reasonscore.block import failed
from reasonscore.errors import ReasonScoreError
from reasonscore.jsonl import RawLine, parse_line
from reasonscore.run.chunk import Chunk
from reasonscore.run.message import pack_lines, unpack, unpack_done, unpack_error
from reasonscore.run.process import Nursery, Process, Spawner
from reasonscore.run.task import Done, written
from reasonscore.run.template import Template
from reasonscore.run.worker import MakeTask

_log = logging.getLogger("reasonscore")

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
    process: Process
    connection: Connection
    piece: Piece | None = None
    ready: bool = False


class Pool:
    """Processes that run one task each; a context manager that ends them.

    Args:
        make: Makes the task in each process.
        workers: How many processes.
        share: Whether they may be forked from one that has made it, where that is safe; else each makes its own.
    """

    def __init__(self, make: MakeTask, workers: int, *, share: bool = False) -> None:
        self._make = make
        self._size = workers
        self._share = share
        self._nursery: Nursery = Spawner(make)
        self._waiting: deque[Piece] = deque()
        self._failed_starts = 0
        self._told: set[str] = set()
        self._workers: list[_Worker] = []
        self.deaths = 0
        self.signature: str | None = None

    def __enter__(self) -> Pool:
        """The pool itself, once a worker has said what its task's signature is."""
        try:
            self._settle()
            while len(self._workers) < self._size:
                self._workers.append(self._start())
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
        return [worker.process.pid for worker in self._workers]

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
            yield flight.popleft()[0], done._replace(told=self._unheard(done.told))
        if broken:
            raise broken

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.code(1)
        self._workers = []
        self._nursery.close()

    def _settle(self) -> None:
        """Find out where workers come from: a template, unless one of them may not or cannot be."""
        while self._share:
            template = Template(self._make)
            self._nursery = template
            try:
                able = template.can_fork()
            except EOFError:
                self._count_failed_start(template.code())
                template.close()
                continue
            finally:
                for text in self._unheard(template.told):
                    _log.warning("%s", text)
            if able:
                return
            self._share = False
            template.close()
            self._nursery = Spawner(self._make)

    def _start(self) -> _Worker:
        while True:
            try:
                return _Worker(*self._nursery.start())
            except EOFError:
                self._nursery.close()
                self._settle()

    def _unheard(self, told: tuple[str, ...]) -> tuple[str, ...]:
        """What the run as a whole has not heard yet: each worker tells it."""
        found = tuple(text for text in told if text not in self._told)
        self._told.update(found)
        return found

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
        code = worker.process.code(5)
        self.deaths += 1
        if not worker.ready:
            self._count_failed_start(code)
        _log.warning("a worker process died (%s); it is replaced and its rows are done again", _cause(code))
        if worker.piece is not None:
            worker.piece.deaths += 1
            self._waiting.extendleft(reversed(_again(worker.piece, code)))
        self._workers[self._workers.index(worker)] = self._start()

    def _count_failed_start(self, code: int | None) -> None:
        self._failed_starts += 1
        # One that is killed may be somebody's whim; one that ends by itself would do so again.
        tries = STARTS if code is not None and code < 0 else TRIES
        if self._failed_starts > tries * self._size:
            raise ReasonScoreError(
                f"worker processes end before they begin ({_cause(code)}); is there enough memory? try fewer --workers"
            )


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
    return "unknown cause" if code is None else f"exit code {code}"
