"""The service: rewards and a scorer behind one bounded queue, without anything of HTTP."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, cast

from reasonscore.errors import UnknownNameError
from reasonscore.reward.batcher import MicroBatcher
from reasonscore.reward.reward import Reward
from reasonscore.reward.sample import Sample
from reasonscore.scorer import Scorer
from reasonscore.serve.judge import ROWS, Judge, Outcome, Unjudged, Work
from reasonscore.serve.limits import Limits
from reasonscore.serve.measures import Measures
from reasonscore.serve.refusal import Refusal
from reasonscore.settings import DEFAULT_METRICS

_STUCK = 2.0
"""Times the time limit of a request after which a batch counts as stuck."""
_LONGEST_WAIT = 60


Watch = Callable[[], Coroutine[Any, Any, None]]
"""Ends when the client of a request left."""


class Gone(Exception):
    """The client left before its answer."""


class Service:
    """Judges records that come from many requests, together.

    Args:
        rewards: What may be asked for, the default first; they share one set of models where their settings agree.
        metrics: Of scored rows.
        limits: What is taken on.

    Raises:
        UnknownNameError: For a metric that does not exist.
    """

    def __init__(
        self,
        rewards: Sequence[Reward],
        *,
        metrics: Sequence[str] = DEFAULT_METRICS,
        limits: Limits | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.rewards = {reward.name: reward for reward in rewards}
        self.default = rewards[0].name
        self.scorer = Scorer(metrics, rewards[0].settings)
        self.measures = Measures(lambda: self.held, lambda: self._batcher.waiting)
        self.held = 0
        self._judge = Judge(self.rewards, self.scorer, self.measures)
        # The batcher hands on whatever it is given, in order.
        self._batcher = MicroBatcher(cast("Any", self._judge), wait=self.limits.wait, most=self.limits.batch)
        self.signatures: dict[str, str] = {}

    def load(self) -> None:
        """Loads every model, so that no request waits for one and a missing one is told at the start.

        Raises:
            ReasonScoreError: Where a model or an extra is missing.
        """
        self.signatures = {name: reward.signature for name, reward in self.rewards.items()}
        sample = Sample("She has a fever. The answer is B.", answer="B", evidence=["The patient has a fever."])
        for reward in self.rewards.values():
            reward.score_batch([sample])

    @property
    def state(self) -> str:
        """`ok`, or `stuck` where one batch takes longer than any request may wait."""
        return "stuck" if self._judge.busy > _STUCK * self.limits.seconds else "ok"

    def reward(self, name: str | None) -> Reward:
        """The reward of that name, the default without one.

        Raises:
            Refusal: Where this server does not have it.
        """
        try:
            return self.rewards[name or self.default]
        except KeyError:
            known = UnknownNameError("preset", "asked for", self.rewards)
            message = f"no such preset here; {str(known).partition('; ')[2]}"
            raise Refusal(404, "preset", message, field="preset") from None

    async def judge(self, works: Sequence[Work], gone: Watch | None = None) -> list[Outcome]:
        """One outcome a record, in order.

        Args:
            works: The records of one request.
            gone: Ends when the client left.

        Raises:
            Refusal: 413 for too many records, 429 where the queue is full, 503 while the server stops, 504 after the
                time limit, 500 where the scorer failed on a record.
            Gone: Where the client left.
        """
        self._admit(len(works))
        self.held += len(works)
        try:
            return await self._answers(works, gone)
        finally:
            self.held -= len(works)

    async def _answers(self, works: Sequence[Work], gone: Watch | None) -> list[Outcome]:
        try:
            jobs = [self._batcher.submit(cast("Any", work)) for work in works]
        except RuntimeError:
            raise Refusal(503, "stopping", "the server is stopping", retry_after=1) from None
        answer = asyncio.gather(*map(asyncio.wrap_future, jobs))
        # What is given up ends with an error that nobody asks for; unasked, asyncio would write it to the log.
        answer.add_done_callback(lambda done: done.cancelled() or done.exception())
        left = None if gone is None else asyncio.ensure_future(gone())
        watched: set[asyncio.Future[Any]] = {answer} if left is None else {answer, left}
        try:
            done, _ = await asyncio.wait(watched, timeout=self.limits.seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in watched:
                one.cancel()
            # Records that nobody waits for any more are not judged. The loop would tell the batcher so a turn later.
            for job in jobs:
                job.cancel()
        if answer in done:
            found = cast("list[Outcome]", answer.result())
            failed = next((one for one in found if isinstance(one, Unjudged)), None)
            if failed is not None:
                raise Refusal(500, "internal", f"{failed.kind} while a record was judged; please report it")
            return found
        if done:
            raise Gone
        raise Refusal(
            504, "timeout", f"no answer within {self.limits.seconds:g} s; send fewer records", retry_after=self.patience
        )

    def close(self) -> None:
        """Answers what was accepted and takes nothing more."""
        self._batcher.close()

    @property
    def patience(self) -> int:
        """Seconds in which what waits now will probably be judged."""
        return max(1, min(_LONGEST_WAIT, math.ceil(self._judge.pace * self._batcher.waiting)))

    def _admit(self, count: int) -> None:
        limits = self.limits
        most = min(limits.records, limits.queue)
        if count > most:
            message = f"found {count} records, expected at most {most} in one request; send them in parts"
            raise Refusal(413, "too_many_records", message, field="records")
        # Records of clients that left wait until a batch passes them over.
        if max(self.held, self._batcher.waiting) + count > limits.queue:
            message = f"{self.held} records wait and there is room for {limits.queue}; try again later"
            raise Refusal(429, "queue_full", message, retry_after=self.patience)


def works_of(output: str, rows: Sequence[Any]) -> list[Work]:
    """The work of a request's records.

    Args:
        output: The name of a preset, or `ROWS`.
        rows: The records.

    Raises:
        Refusal: For a record that is no object.
    """
    from reasonscore.kind import kind_of

    for index, row in enumerate(rows):
        if not isinstance(row, dict):
            message = f"found {kind_of(row)}, expected an object with a response"
            raise Refusal(422, "record", message, field=f"records[{index}]")
    if output == ROWS:
        return [Work(ROWS, row=row, number=number) for number, row in enumerate(rows, start=1)]
    return [Work(output, sample=Sample.from_row(row), number=number) for number, row in enumerate(rows, start=1)]
