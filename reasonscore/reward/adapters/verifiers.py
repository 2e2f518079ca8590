"""verifiers (prime-rl): a coroutine for the reward method of a task, and one for its metrics.

class Case(vf.Task):
    @vf.reward(weight=1.0)
    async def clinical(self, trace) -> float:
        return await reward.score(completion, **columns)
"""

from __future__ import annotations

from typing import Any

from reasonscore.reward.batcher import MicroBatcher
from reasonscore.reward.preset import Preset
from reasonscore.reward.reward import Reward
from reasonscore.reward.sample import COLUMNS, Sample


class VerifiersReward:
    """One number from `score` and the parts from `metrics`, for rollouts that are judged one at a time.

    A mapping returned by a reward method counts each of its keys as a reward, so the parts belong into a metric method.
    What both ask of one rollout is judged once, and concurrent rollouts in one batch.

    Args:
        preset: The name of a preset, or one that is ready.
        **settings: What `Reward` takes.

    >>> import asyncio
    >>> reward = VerifiersReward("choice", profile="rule")
    >>> asyncio.run(reward.score("The answer is B.", answer="B"))
    1.0
    """

    def __init__(self, preset: str | Preset = "clinical", **settings: Any) -> None:
        self._reward = Reward(preset, **settings)
        self._batcher = MicroBatcher(self._reward.score_batch)

    async def score(self, completion: Any, **columns: Any) -> float:
        """The reward; the least possible one where there is none.

        Args:
            completion: A string or a list of messages.
            **columns: Fields of a sample.
        """
        found = (await self._batcher.score(_sample(completion, columns))).reward
        return self._reward.bounds[0] if found is None else found

    async def metrics(self, completion: Any, **columns: Any) -> dict[str, float]:
        """The parts under names that are the same for every rollout."""
        return (await self._batcher.score(_sample(completion, columns))).to_flat()


def _sample(completion: Any, columns: dict[str, Any]) -> Sample:
    return Sample(completion, **{name: value for name, value in columns.items() if name in COLUMNS})
