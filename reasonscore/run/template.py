"""The template: a process that loads everything once; workers are forked from it and share its memory.

A fork has the pages of its parent until one of them writes: model, tables and parser are in memory once for all
workers, and a worker that takes a dead one's place starts in milliseconds. A fork has no threads but the one that
forked, and its parent's locks as they stood. So the template is a process of its own, runs no thread, and says no where
something that it loaded has started one.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle, send_handle

from reasonscore.jsonl import RawLine
from reasonscore.run.message import pack, pack_error, unpack, unpack_error
from reasonscore.run.process import Born, ForkedProcess, spawned
from reasonscore.run.worker import MakeTask, hear, serve

WARM_UP = b'{"response": "The scan shows a small effusion.", "evidence": "A small effusion is seen."}'
"""A row that makes the task load what it loads at first use."""

_ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
"""Keeps libraries from starting threads that a fork would be without."""

_GONE = (EOFError, OSError)


class Template:
    """Our side of a template.

    Args:
        make: Makes the task, in the template.
    """

    def __init__(self, make: MakeTask) -> None:
        with _environment(_ALONE):
            self._control, self._process = spawned(template, make)
        self.told: tuple[str, ...] = ()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid or 0

    def can_fork(self) -> bool:
        """Whether it has loaded everything without starting a thread; waits until it has.

        Raises:
            ReasonScoreError: What ended its task.
            EOFError: Where it died.
        """
        try:
            head, _ = unpack(self._control.recv_bytes())
        except _GONE:
            raise EOFError from None
        if "error" in head:
            raise unpack_error(head)
        self.told = tuple(head["told"])
        return bool(head["threads"] == 1)

    def start(self) -> Born:
        """A new worker.

        Raises:
            EOFError: Where the template is gone.
        """
        ours, theirs = Pipe()
        try:
            self._control.send_bytes(pack({"fork": True}))
            send_handle(self._control, theirs.fileno(), self.pid)
            head, _ = unpack(self._control.recv_bytes())
        except _GONE:
            ours.close()
            raise EOFError from None
        finally:
            theirs.close()
        return Born(ForkedProcess(head["pid"], self.reap), ours)

    def reap(self, pid: int, seconds: float) -> int | None:
        """The exit code of one of its workers, which has ended or is about to; None where it cannot say."""
        try:
            self._control.send_bytes(pack({"reap": pid}))
            if not self._control.poll(seconds):
                # An answer that comes later would be taken for that to another question.
                self.close()
                return None
            code: int | None = unpack(self._control.recv_bytes())[0]["code"]
        except _GONE:
            return None
        return code

    def code(self) -> int | None:
        """How it ended."""
        self._process.join(5)
        return self._process.exitcode

    def close(self) -> None:
        """End it; its workers live on."""
        self._control.close()
        self._process.kill()
        self._process.join(1)


def template(control: Connection, make: MakeTask) -> None:
    """Load a task, then fork workers from this process until the pipe closes.

    Args:
        control: Orders come in, answers go out; the first answer says how many threads there are.
        make: Makes the task.
    """
    told = hear()
    with suppress(*_GONE):
        try:
            task = make()
            signature = task.signature()
            task([RawLine(1, WARM_UP, len(WARM_UP))])
        except Exception as error:
            control.send_bytes(pack_error(error))
            return
        gc.collect()
        # What is there now is never collected: the collector would write to it, and so copy it, in every fork.
        gc.freeze()
        control.send_bytes(pack({"told": told.take(), "threads": _threads()}))
        while True:
            order, _ = unpack(control.recv_bytes())
            if "reap" in order:
                control.send_bytes(pack({"code": _ended(order["reap"])}))
                continue
            handle = recv_handle(control)
            pid = os.fork()
            if not pid:
                control.close()
                try:
                    serve(Connection(handle), task, signature, told)
                    code = 0
                except BaseException:
                    traceback.print_exc()
                    code = 1
                sys.stderr.flush()
                os._exit(code)
            os.close(handle)
            control.send_bytes(pack({"pid": pid}))


def can_fork() -> bool:
    """Whether workers may be forked on this system: elsewhere system libraries hold threads of their own."""
    return sys.platform == "linux" and hasattr(os, "fork")


def _threads() -> int:
    return len(os.listdir("/proc/self/task"))


def _ended(pid: int) -> int | None:
    try:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    except ChildProcessError:
        return None


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """The variables meanwhile, where nobody has set them; a process that is started inherits them."""
    added = {name: value for name, value in values.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]
