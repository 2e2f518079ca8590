"""NeMo-RL: the rewards of a batch of conversations, for the `step` of an environment; docs/rewards.md has the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reasonscore.reward.adapters.policy import tell
from reasonscore.reward.preset import Preset
from reasonscore.reward.reward import Reward
from reasonscore.reward.sample import Sample


class NemoReward:
    """Rewards for message logs; one number each, or one a component for GDPO.

    Args:
        preset: The name of a preset, or one that is ready.
        **settings: What `Reward` takes.

    >>> reward = NemoReward("choice", profile="rule")
    >>> reward.score([[{"role": "assistant", "content": "It is B."}]], [{"answer": "B"}])
    [1.0]
    """

    def __init__(self, preset: str | Preset = "clinical", **settings: Any) -> None:
        self._reward = Reward(preset, **settings)

    def score(self, logs: Sequence[Sequence[Mapping[str, Any]]], metadata: Sequence[Any]) -> list[float]:
        """One reward a conversation; the least possible one where there is none.

        Args:
            logs: Conversations; what the assistant said last is judged.
            metadata: Fields of a sample for each of them.
        """
        low = self._reward.bounds[0]
        return [low if one.reward is None else one.reward for one in self._results(logs, metadata)]

    def components(
        self, logs: Sequence[Sequence[Mapping[str, Any]]], metadata: Sequence[Any]
    ) -> dict[str, list[float]]:
        """The components by name, one number a conversation, 0 where one has no value."""
        results = self._results(logs, metadata)
        return {name: [one.components[name] or 0.0 for one in results] for name in self._reward.preset.components}

    def _results(self, logs: Sequence[Sequence[Mapping[str, Any]]], metadata: Sequence[Any]) -> Any:
        samples = [_sample(log, given) for log, given in zip(logs, metadata, strict=True)]
        results = self._reward.score_batch(samples)
        tell(results, f"reasonscore_{self._reward.name}")
        return results


def _sample(log: Sequence[Mapping[str, Any]], given: Any) -> Sample:
    turns = [dict(turn) for turn in log or () if isinstance(turn, Mapping)]
    last = max((index for index, turn in enumerate(turns) if turn.get("role") == "user"), default=-1)
    columns = dict(given) if isinstance(given, Mapping) else {}
    columns.setdefault("question", turns[: last + 1] or None)
    # Turns hold token tensors beside their text.
    spoken = [{name: turn.get(name) for name in ("role", "content")} for turn in turns[last + 1 :]]
    return Sample.from_row(columns | {"response": spoken})
