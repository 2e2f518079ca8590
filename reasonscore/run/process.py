"""Worker processes, however they came to be: started from nothing, or forked from one that has loaded everything."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext
from multiprocessing.process import BaseProcess
from typing import NamedTuple, Protocol, cast

from reasonscore.run.worker import MakeTask, work

START_METHOD = "spawn"
"""A process starts from nothing: threads of the model and locks of the run do not come along."""


class Process(Protocol):
    """A worker process."""

    @property
    def pid(self) -> int:
        """Its process id."""

    def kill(self) -> None:
        """End it at once."""

    def code(self, seconds: float) -> int | None:
        """Its exit code, minus the signal that ended it; None where nobody can say within some seconds."""


class Born(NamedTuple):
    """A worker with the pipe that leads to it."""

    process: Process
    connection: Connection


class Nursery(Protocol):
    """Where workers come from."""

    def start(self) -> Born:
        """A new worker, whose first message is the signature of its task."""

    def close(self) -> None:
        """End what only the start of workers needs."""


class SpawnedProcess:
    """A process of `multiprocessing`."""

    def __init__(self, process: BaseProcess) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid or 0

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def code(self, seconds: float) -> int | None:
        """Its exit code."""
        self._process.join(seconds)
        return self._process.exitcode


class Spawner:
    """Starts each worker from nothing; it loads what its task needs by itself.

    Args:
        make: Makes the task in each process.
    """

    def __init__(self, make: MakeTask) -> None:
        self._make = make

    def start(self) -> Born:
        """A new worker."""
        connection, process = spawned(work, self._make)
        return Born(SpawnedProcess(process), connection)

    def close(self) -> None:
        """Nothing: the workers are all there is."""


def spawned(target: object, make: MakeTask) -> tuple[Connection, BaseProcess]:
    """Our end of a pipe and the process at the other, which runs `target(connection, make)`."""
    context = cast("SpawnContext", multiprocessing.get_context(START_METHOD))
    ours, theirs = context.Pipe()
    process = context.Process(target=target, args=(theirs, make), daemon=True)  # type: ignore[arg-type]
    with _interruptions_held():
        process.start()
    theirs.close()
    return ours, process


class ForkedProcess:
    """A process whose parent is another than this one.

    Args:
        pid: Its process id, which stays its own until `reap` was called.
        reap: Waits for its end and gives its exit code; None where its parent is gone.
    """

    def __init__(self, pid: int, reap: ReapForked) -> None:
        self.pid = pid
        self._reap = reap
        self._handle: int | None = None
        # A handle names the process itself, so that no other is hit once the parent is gone and the id is given anew.
        with suppress(OSError, AttributeError):
            self._handle = os.pidfd_open(pid)

    def kill(self) -> None:
        """End it at once."""
        with suppress(ProcessLookupError):
            if self._handle is not None:
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            else:
                os.kill(self.pid, signal.SIGKILL)

    def code(self, seconds: float) -> int | None:
        """Its exit code."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        return self._reap(self.pid, seconds)


class ReapForked(Protocol):
    """Waits for the end of a process."""

    def __call__(self, pid: int, seconds: float) -> int | None:
        """Its exit code; None where nobody can say."""


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
