"""The judge: what one batch holds, whichever presets and outputs were asked for, scored in one thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reasonscore.block import parse_item
from reasonscore.reward.adapters.policy import tell
from reasonscore.reward.result import RewardResult
from reasonscore.reward.reward import Reward
from reasonscore.reward.sample import Sample
from reasonscore.scorer import Scorer
from reasonscore.serve.measures import Measures

ROWS = "rows"
"""Stands for scored rows where a preset's name stands for rewards."""

_QUIET = 60.0
"""Seconds between two warnings about records without reward."""


@dataclass(frozen=True, slots=True)
class Work:
    """One record and what is wanted of it.

    Args:
        output: The name of a preset, or `ROWS`.
        sample: What a preset judges.
        row: What the scorer judges.
        number: Its place in the request, from 1.
    """

    output: str
    sample: Sample | None = None
    row: Mapping[str, Any] | None = None
    number: int = 1


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A record on which the scorer itself failed.

    Args:
        kind: The type of the error; its message may quote the record.
    """

    kind: str


Outcome = RewardResult | Mapping[str, Any] | Unjudged


class Judge:
    """Scores batches and counts what it did.

    Args:
        rewards: By preset.
        scorer: For rows.
        measures: What is counted.
        clock: Tells the time, in seconds.
    """

    def __init__(
        self,
        rewards: Mapping[str, Reward],
        scorer: Scorer,
        measures: Measures,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rewards = rewards
        self._scorer = scorer
        self._measures = measures
        self._clock = clock
        self.pace = 0.0
        self.begun: float | None = None
        self._quiet_until = clock()

    def __call__(self, works: Sequence[Work]) -> list[Outcome]:
        """One outcome a record, in order; nothing is raised, and no record harms its neighbours."""
        self.begun = start = self._clock()
        found: list[Outcome] = [Unjudged("")] * len(works)
        for output in dict.fromkeys(work.output for work in works):
            places = [index for index, work in enumerate(works) if work.output == output]
            outcomes = self._isolated(output, [works[index] for index in places])
            for index, outcome in zip(places, outcomes, strict=True):
                found[index] = outcome
        seconds = self._clock() - start
        self.begun = None
        # Recent batches count most, so that the time to retry follows the load.
        self.pace = seconds / len(works) if not self.pace else 0.7 * self.pace + 0.3 * seconds / len(works)
        self._measures.batch_sizes.observe(len(works))
        self._measures.batch_seconds.observe(seconds)
        return found

    @property
    def busy(self) -> float:
        """Seconds since the running batch began; 0 between batches."""
        begun = self.begun
        return 0.0 if begun is None else self._clock() - begun

    def _isolated(self, output: str, works: Sequence[Work]) -> list[Outcome]:
        """The outcomes of records that want the same; where judging fails, of each of them alone."""
        try:
            return self._rows(works) if output == ROWS else self._results(output, works)
        except Exception as error:
            if len(works) == 1:
                return [Unjudged(type(error).__name__)]
            return [outcome for work in works for outcome in self._isolated(output, [work])]

    def _results(self, preset: str, works: Sequence[Work]) -> list[Outcome]:
        results = self._rewards[preset].score_batch([work.sample for work in works if work.sample is not None])
        for result in results:
            self._measures.count_result(preset, result)
        self._tell(preset, results)
        return list(results)

    def _tell(self, preset: str, results: list[RewardResult]) -> None:
        """Logs, from time to time, that records have no reward: a trainer would go on with the least possible one."""
        if any(result.reward is None for result in results) and self._clock() >= self._quiet_until:
            self._quiet_until = self._clock() + _QUIET
            tell(results, f"reasonscore_{preset}")

    def _rows(self, works: Sequence[Work]) -> list[Outcome]:
        rows = self._scorer.score_items(parse_item(work.row, work.number) for work in works)
        found: list[Outcome] = list(rows)
        self._measures.records.add(len(found), output=ROWS)
        return found
