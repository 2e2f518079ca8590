"""TRL: reward functions for GRPO, RLOO and their relatives.

from reasonscore.reward.adapters import get_trl_reward
trainer = GRPOTrainer(..., reward_funcs=[get_trl_reward("clinical")])
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from reasonscore.errors import InputError, UnknownNameError
from reasonscore.reward.adapters.columns import ColumnNames, batch_samples, check_columns, column_faults
from reasonscore.reward.adapters.policy import OnError, check_on_error, handed_over, tell, tell_once
from reasonscore.reward.preset import Preset
from reasonscore.reward.result import RewardResult
from reasonscore.reward.reward import Reward


def get_trl_reward(
    preset: str | Preset = "clinical",
    *,
    name: str | None = None,
    component: str | None = None,
    columns: ColumnNames | None = None,
    on_error: OnError = "none",
    error_value: float | None = None,
    **settings: Any,
) -> TrlReward:
    """A reward function with a stable name, which pickles.

    TRL passes completions as strings or as lists of messages, and every column of the data set as a list. A sample that
    fails or has nothing to be judged by gets None, which TRL leaves out.

    Args:
        preset: The name of a preset, or one that is ready.
        name: What TRL logs it under; `reasonscore_PRESET`, with the component, by default.
        component: Returns this component instead of the reward, for TRL's own weights.
        columns: Names of columns by field, where they differ: `{"answer": "solution"}`.
        on_error: `none`, `value` or `raise`.
        error_value: The number under `value`; the least possible reward by default.
        **settings: What `Reward` takes: profile, budget, shaping, parameters. `judge_closed` is False here unless a
            component is asked for.

    Raises:
        UnknownNameError: For a preset, component, field, policy or parameter that does not exist.

    >>> reward = get_trl_reward("choice", profile="rule")
    >>> reward.__name__, reward(completions=["It is B.", "The answer is A."], answer=["B", "B"])
    ('reasonscore_choice', [1.0, 0.0])
    """
    return _made(TrlReward, preset, name, component, columns, on_error, error_value, settings)


def get_trl_reward_async(
    preset: str | Preset = "clinical",
    *,
    name: str | None = None,
    component: str | None = None,
    columns: ColumnNames | None = None,
    on_error: OnError = "none",
    error_value: float | None = None,
    **settings: Any,
) -> TrlRewardAsync:
    """The same with an `async` call, which scores in a thread beside other rewards (TRL 1.16 and later)."""
    return _made(TrlRewardAsync, preset, name, component, columns, on_error, error_value, settings)


def get_trl_rewards(preset: str | Preset = "clinical", **settings: Any) -> list[TrlReward]:
    """A reward function for each component of a preset, for TRL's `reward_weights` and `normalize_then_sum`.

    They are scored together: what one of them judged, the others look up.

    Args:
        preset: The name of a preset, or one that is ready.
        **settings: What `get_trl_reward` takes.

    >>> [reward.__name__ for reward in get_trl_rewards("ranked_list", profile="rule")][:2]
    ['reasonscore_ranked_list_rank', 'reasonscore_ranked_list_list_length']
    """
    first = get_trl_reward(preset, **settings)
    return [get_trl_reward(preset, component=one, **settings) for one in first.reward.preset.components]


class TrlReward:
    """A reward function as an object: it has a name of its own, which TRL logs it under, and pickles.

    Args:
        reward: What scores.
        name: Its `__name__`.
        component: The component that it returns; None for the reward.
        columns: Where the fields of a sample come from.
        on_error: What becomes of a sample that fails.
        error_value: The number under `value`.
    """

    def __init__(
        self,
        reward: Reward,
        name: str,
        component: str | None,
        columns: dict[str, str | None],
        on_error: OnError,
        error_value: float,
    ) -> None:
        self.__name__ = name
        self.reward = reward
        self.component = component
        self.columns = columns
        self.on_error = on_error
        self.error_value = error_value
        self._told: set[str] = set()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.__name__}>"

    def __call__(
        self,
        prompts: Sequence[Any] | None = None,
        completions: Sequence[Any] | None = None,
        completion_ids: Sequence[Any] | None = None,
        log_metric: Callable[[str, float], None] | None = None,
        **given: Any,
    ) -> Any:
        """A list with a number or None for each completion.

        Raises:
            InputError: Where `completions` is missing: TRL's first positional argument is the prompts.
        """
        return self.scores(prompts, completions, completion_ids, log_metric, given)

    def scores(
        self,
        prompts: Sequence[Any] | None,
        completions: Sequence[Any] | None,
        completion_ids: Sequence[Any] | None,
        log_metric: Callable[[str, float], None] | None,
        given: Mapping[str, Any],
    ) -> list[float | None]:
        """The same, in a plain call.

        Raises:
            InputError: Where `completions` is missing.
        """
        if completions is None:
            raise InputError("missing; give them by name, reward(completions=[...], ...)", field="completions")
        tell_once(column_faults(given, self.columns, len(completions)), self.__name__, self._told)
        samples = batch_samples(completions, given, self.columns, prompts, completion_ids)
        results = self.reward.score_batch(samples)
        tell(results, self.__name__)
        if log_metric is not None:
            for key, value in self._means(results).items():
                log_metric(f"{self.__name__}/{key}", value)
        return [self._value(result) for result in results]

    def _value(self, result: RewardResult) -> float | None:
        if self.component is not None and not result.counters.get("timed_out") and result.components:
            value = result.components[self.component]
            return value if value is not None or self.on_error != "value" else self.error_value
        return handed_over(result, self.on_error, self.error_value)

    def _means(self, results: Sequence[RewardResult]) -> dict[str, float]:
        """Means over the batch under names that every rank logs, whatever it was given."""
        flats = [result.to_flat() for result in results]
        return {key: sum(flat[key] for flat in flats) / len(flats) if flats else 0.0 for key in self.reward.keys}


class TrlRewardAsync(TrlReward):
    """The same with an `async` call, which scores in a thread."""

    async def __call__(
        self,
        prompts: Sequence[Any] | None = None,
        completions: Sequence[Any] | None = None,
        completion_ids: Sequence[Any] | None = None,
        log_metric: Callable[[str, float], None] | None = None,
        **given: Any,
    ) -> Any:
        """A list with a number or None for each completion."""
        # Blocking here would hold up every other async reward: they share one event loop.
        return await asyncio.to_thread(self.scores, prompts, completions, completion_ids, log_metric, given)


Made = TypeVar("Made", bound=TrlReward)


def _made(
    kind: type[Made],
    preset: str | Preset,
    name: str | None,
    component: str | None,
    columns: ColumnNames | None,
    on_error: OnError,
    error_value: float | None,
    settings: Mapping[str, Any],
) -> Made:
    check_on_error(on_error)
    # Where only the reward is asked for, a closed gate settles it.
    reward = Reward(preset, **({"judge_closed": component is not None} | dict(settings)))
    if component is not None and component not in reward.preset.components:
        raise UnknownNameError(f"component of {reward.name}", component, reward.preset.components)
    given = name or "_".join(["reasonscore", reward.name, *([component] if component else [])])
    value = reward.bounds[0] if error_value is None else float(error_value)
    return kind(reward, given, component, check_columns(columns), on_error, value)
