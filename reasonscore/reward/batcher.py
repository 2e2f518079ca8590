"""A micro-batcher: calls that come one by one are judged together, from any thread and any event loop."""

from __future__ import annotations

import asyncio
import os
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError
from threading import Condition, Thread
from typing import Any

from reasonscore.reward.result import RewardResult
from reasonscore.reward.sample import Sample

ScoreBatch = Callable[[Sequence[Sample]], list[RewardResult]]


class MicroBatcher:
    """Collects samples for a moment and scores them in one batch, in a thread of its own.

    It belongs to no event loop: trainers that start a new one for every step may go on using it. A process that was
    forked gets a thread of its own at its first call.

    Args:
        score_batch: Scores a list of samples, usually `Reward(...).score_batch`.
        wait: Seconds to wait for company after the first sample.
        most: Samples of one batch.
        room: Samples that may wait; 0 for any number.

    >>> from reasonscore.reward import Reward
    >>> batcher = MicroBatcher(Reward("choice", profile="rule").score_batch)
    >>> batcher.submit(Sample("The answer is B.", answer="B")).result().reward
    1.0
    >>> batcher.close()
    """

    _thread: Thread | None

    def __init__(self, score_batch: ScoreBatch, *, wait: float = 0.01, most: int = 64, room: int = 0) -> None:
        self._score_batch = score_batch
        self._wait = wait
        self._most = most
        self._room = room
        self._start_over()

    @property
    def waiting(self) -> int:
        """Samples that nobody has begun to score."""
        return len(self._queue)

    def submit(self, sample: Sample) -> Future[RewardResult]:
        """The future result of one sample.

        Raises:
            OverflowError: Where as many samples wait as there is room for.
            RuntimeError: After `close`.
        """
        if self._owner != os.getpid():
            self._start_over()
        with self._changed:
            if self._closed:
                raise RuntimeError("this batcher is closed; make a new one")
            if self._room and len(self._queue) >= self._room:
                raise OverflowError(f"{self._room} samples wait already; try again later")
            if self._thread is None:
                self._thread = Thread(target=self._run, name="reasonscore-rewards", daemon=True)
                self._thread.start()
            future: Future[RewardResult] = Future()
            self._queue.append((sample, future))
            self._changed.notify_all()
            return future

    async def score(self, sample: Sample) -> RewardResult:
        """The result of one sample, without blocking the event loop."""
        return await asyncio.wrap_future(self.submit(sample))

    def close(self) -> None:
        """Answers what was accepted, takes nothing more, and ends the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _start_over(self) -> None:
        self._owner = os.getpid()
        self._queue: deque[tuple[Sample, Future[RewardResult]]] = deque()
        self._changed = Condition()
        self._thread = None
        self._closed = False

    def _run(self) -> None:
        while batch := self._next_batch():
            live = [(sample, future) for sample, future in batch if future.set_running_or_notify_cancel()]
            try:
                results: Sequence[Any] = self._score_batch([sample for sample, _ in live]) if live else ()
            except BaseException as error:
                # Whoever waits must hear of it, whatever it is; the thread lives on for the next batch.
                results = [error] * len(live)
            for (_, future), result in zip(live, results, strict=True):
                _settle(future, result)

    def _next_batch(self) -> list[tuple[Sample, Future[RewardResult]]]:
        """The next samples, after the wait; empty once the batcher is closed and nothing waits."""
        with self._changed:
            while not self._queue:
                if self._closed:
                    return []
                self._changed.wait()
            until = time.monotonic() + self._wait
            while len(self._queue) < self._most and not self._closed:
                left = until - time.monotonic()
                if left <= 0 or not self._changed.wait(left):
                    break
            return [self._queue.popleft() for _ in range(min(self._most, len(self._queue)))]

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self._score_batch, self._wait, self._most, self._room)


def _settle(future: Future[RewardResult], result: RewardResult | BaseException) -> None:
    try:
        if isinstance(result, BaseException):
            future.set_exception(result)
        else:
            future.set_result(result)
    except InvalidStateError:
        pass


def _again(score_batch: ScoreBatch, wait: float, most: int, room: int) -> MicroBatcher:
    return MicroBatcher(score_batch, wait=wait, most=most, room=room)
