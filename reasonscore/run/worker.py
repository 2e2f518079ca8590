"""A worker: a process that makes a task once and runs it over chunk after chunk until its pipe closes."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection

from reasonscore.run.message import pack, pack_done, pack_error, unpack_lines
from reasonscore.run.task import Task, Told

MakeTask = Callable[[], Task]
"""Makes the task of a run; loads what it needs. Has to travel to another process: a partial of a module's function."""

_CLOSED = (EOFError, BrokenPipeError, ConnectionResetError)


def work(connection: Connection, make: MakeTask) -> None:
    """Make a task, then serve a run until it closes the pipe or ends.

    Args:
        connection: Lines come in, answers go out; the first answer is the task's signature.
        make: Makes the task.
    """
    told = hear()
    try:
        task = make()
        signature = task.signature()
    except Exception as error:
        with suppress(*_CLOSED):
            connection.send_bytes(pack_error(error))
        return
    serve(connection, task, signature, told)


def serve(connection: Connection, task: Task, signature: str, told: Told) -> None:
    """Run a task over what comes through a pipe until it closes.

    Args:
        connection: Lines come in, answers go out; the first answer is the signature.
        task: What is done with them.
        signature: That of the task.
        told: Hears what the library logs.
    """
    with suppress(*_CLOSED):
        try:
            connection.send_bytes(pack({"signature": signature}))
            while True:
                lines = unpack_lines(connection.recv_bytes())
                connection.send_bytes(pack_done(task(lines)._replace(told=told.take())))
        except _CLOSED:
            raise
        except Exception as error:
            connection.send_bytes(pack_error(error))


def hear() -> Told:
    """What the library logs from here on in this process, which leaves interruptions to the run."""
    # The run alone decides what an interruption means; it ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    told = Told()
    logger = logging.getLogger("reasonscore")
    logger.handlers, logger.propagate = [told], False
    return told
