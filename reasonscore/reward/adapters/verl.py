"""verl: `compute_score` and `compute_score_async`, for `reward.custom_reward_function`.

    reward:
      custom_reward_function:
        path: pkg://reasonscore.reward.adapters.verl
        name: compute_score_async
        reward_kwargs: {preset: clinical}

verl asks for one sample at a time; both functions merge concurrent calls into one batch.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from reasonscore.reward.adapters.columns import check_columns, one_sample
from reasonscore.reward.adapters.policy import OnError, handed_over, tell
from reasonscore.reward.batcher import MicroBatcher
from reasonscore.reward.budget import Budget
from reasonscore.reward.result import RewardResult
from reasonscore.reward.reward import Reward


def compute_score(
    data_source: Any = None, solution_str: Any = "", ground_truth: Any = None, extra_info: Any = None, **kwargs: Any
) -> dict[str, float]:
    """The score of one sample and its parts: finite numbers under the same names for every sample.

    Args:
        data_source: The data set; chooses the preset where `presets` is given.
        solution_str: The completion.
        ground_truth: The right answer, or an object with fields of a sample, or one in JSON.
        extra_info: Further fields: `question`, `evidence`, `reasoning`, `options`; never changed.
        **kwargs: verl's `reward_kwargs`: `preset`, `presets` (by data source), `columns`, `absent` (the score of a
            sample that has none; the least possible one by default), and what `Reward` takes, with `judge_closed`
            False by default. What verl itself adds (`reward_router_address` and the like) means nothing here.

    >>> compute_score("medqa", "The answer is B.", "B", preset="choice", profile="rule")["score"]
    1.0
    """
    judge = _judge(kwargs)
    return judge.flat(data_source, judge.submit(data_source, solution_str, ground_truth, extra_info).result())


async def compute_score_async(
    data_source: Any = None, solution_str: Any = "", ground_truth: Any = None, extra_info: Any = None, **kwargs: Any
) -> dict[str, float]:
    """The same as a coroutine: the default of verl's reward loop, without a thread for each sample."""
    import asyncio

    judge = _judge(kwargs)
    future = judge.submit(data_source, solution_str, ground_truth, extra_info)
    return judge.flat(data_source, await asyncio.wrap_future(future))


class _Judge:
    """The rewards of one configuration, one a preset, with a batcher each."""

    def __init__(self, kwargs: Mapping[str, Any]) -> None:
        given = dict(kwargs)
        self.columns = check_columns(given.pop("columns", None))
        self.on_error: OnError = given.pop("on_error", "value")
        absent = given.pop("absent", None)
        default = given.pop("preset", "clinical")
        by_source: Mapping[str, str] = given.pop("presets", None) or {}
        if isinstance(given.get("budget"), Mapping):
            given["budget"] = Budget(**given["budget"])
        given.setdefault("judge_closed", False)
        names = list(dict.fromkeys([default, *by_source.values()]))
        self.rewards = {name: Reward(name, **given) for name in names}
        self.absent = {name: one.bounds[0] if absent is None else float(absent) for name, one in self.rewards.items()}
        self.batchers = {name: MicroBatcher(one.score_batch) for name, one in self.rewards.items()}
        self._default, self._by_source = default, by_source
        # verl takes the names from the first sample of a batch and wants them of every other one.
        self.keys = tuple(dict.fromkeys(key for one in self.rewards.values() for key in one.keys if key != "reward"))

    def preset(self, data_source: Any) -> str:
        return self._by_source.get(str(data_source), self._default)

    def submit(self, data_source: Any, response: Any, truth: Any, beside: Any) -> Any:
        sample = one_sample(response, truth, beside, self.columns)
        return self.batchers[self.preset(data_source)].submit(sample)

    def flat(self, data_source: Any, result: RewardResult) -> dict[str, float]:
        name = self.preset(data_source)
        if result.failed:
            tell([result], f"reasonscore_{name}")
        score = handed_over(result, self.on_error, self.absent[name])
        found = result.to_flat()
        score = self.absent[name] if score is None else score
        return {"score": score} | {key: found.get(key, 0.0) for key in self.keys}


def _judge(kwargs: Mapping[str, Any]) -> _Judge:
    own = {name: _plain(value) for name, value in kwargs.items() if not name.startswith("reward_")}
    return _made(json.dumps(own, sort_keys=True))


@lru_cache(maxsize=64)
def _made(kwargs: str) -> _Judge:
    return _Judge(json.loads(kwargs))


def _plain(value: Any) -> Any:
    """Configuration as JSON has it; Hydra's own lists and objects behave like Python's."""
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if hasattr(value, "items"):
        return {str(key): _plain(item) for key, item in value.items()}
    if hasattr(value, "__iter__"):
        return [_plain(item) for item in value]
    return str(type(value))
