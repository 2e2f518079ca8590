"""What a server counts about itself: requests, records, refusals, times; never anything of a record's text."""

from __future__ import annotations

from collections.abc import Callable

from reasonscore.reward.result import RewardResult
from reasonscore.serve.exposition import Counter, Gauge, Histogram, exposition

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)
TROUBLES = ("cut_characters", "cut_claims", "cut_gold", "timed_out", "error")
"""Counters of a result that say that something was left out."""


class Measures:
    """The numbers of one server.

    Args:
        held: Gives the records that were accepted and not answered.
        waiting: Gives the records that nobody has begun to judge.
    """

    def __init__(self, held: Callable[[], float], waiting: Callable[[], float]) -> None:
        self.requests = Counter("reasonscore_requests_total", "Requests by path and status.")
        self.refusals = Counter("reasonscore_refusals_total", "Requests that were refused, by reason.")
        self.records = Counter("reasonscore_records_total", "Records that were judged, by preset or as rows.")
        self.troubles = Counter("reasonscore_record_troubles_total", "Records that were cut, timed out or failed.")
        self.unrewarded = Counter("reasonscore_records_without_reward_total", "Records that have no reward, by preset.")
        self.latency = Histogram("reasonscore_request_seconds", "From a request's first line to its answer.", SECONDS)
        self.batch_sizes = Histogram("reasonscore_batch_records", "Records that were judged together.", SIZES)
        self.batch_seconds = Histogram("reasonscore_batch_seconds", "Time to judge one batch.", SECONDS)
        self._gauges = (
            Gauge("reasonscore_records_held", "Records that were accepted and not answered.", held),
            Gauge("reasonscore_records_waiting", "Records that nobody has begun to judge.", waiting),
        )

    def count_result(self, preset: str, result: RewardResult) -> None:
        """Counts one reward."""
        self.records.add(output=preset)
        if result.reward is None:
            self.unrewarded.add(output=preset)
        for name in TROUBLES:
            if result.counters.get(name):
                self.troubles.add(trouble=name)

    def text(self) -> str:
        """All numbers in the text format."""
        return exposition(
            [
                self.requests,
                self.refusals,
                self.records,
                self.troubles,
                self.unrewarded,
                self.latency,
                self.batch_sizes,
                self.batch_seconds,
                *self._gauges,
            ]
        )
