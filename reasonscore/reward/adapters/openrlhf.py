"""OpenRLHF: a `reward_func` for `--reward.remote_url`, as a file or as what a server answers.

    # reward.py, given as --reward.remote_url reward.py
    from reasonscore.reward.adapters.openrlhf import get_openrlhf_reward
    reward_func = get_openrlhf_reward("clinical")

OpenRLHF takes one query at a time and swallows exceptions, so nothing here raises for a sample.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from reasonscore.errors import MissingExtraError
from reasonscore.reward.adapters.columns import ColumnNames, check_columns, one_sample
from reasonscore.reward.adapters.policy import tell
from reasonscore.reward.batcher import MicroBatcher
from reasonscore.reward.preset import Preset
from reasonscore.reward.result import RewardResult
from reasonscore.reward.reward import Reward
from reasonscore.reward.sample import Sample

_TAIL = 200


def get_openrlhf_reward(
    preset: str | Preset = "clinical", *, columns: ColumnNames | None = None, **settings: Any
) -> Callable[..., dict[str, Any]]:
    """A `reward_func(queries, prompts, labels)` that returns one-dimensional torch tensors.

    A Python list would become a matrix downstream. Concurrent calls are merged into one batch.

    Args:
        preset: The name of a preset, or one that is ready.
        columns: Names in a label's object by field, where they differ.
        **settings: What `Reward` takes, with `judge_closed` False by default.

    Raises:
        UnknownNameError: For a preset, field or parameter that does not exist.
        MissingExtraError: From the function itself, where torch is not installed.
    """
    reward = Reward(preset, **({"judge_closed": False} | settings))
    names = check_columns(columns)
    batcher = MicroBatcher(reward.score_batch)

    def reward_func(queries: Sequence[str], prompts: Sequence[str], labels: Sequence[Any], **_: Any) -> dict[str, Any]:
        try:
            import torch
        except ImportError:
            raise MissingExtraError("OpenRLHF's reward function", "openrlhf") from None
        futures = [batcher.submit(one) for one in query_samples(queries, prompts, labels, names)]
        found = answer_rows([future.result() for future in futures], reward)
        logs = {key: torch.tensor(values, dtype=torch.float32) for key, values in found["extra_logs"].items()}
        return {
            "rewards": torch.tensor(found["rewards"], dtype=torch.float32),
            "scores": torch.tensor(found["scores"], dtype=torch.float32),
            "extra_logs": logs,
        }

    return reward_func


def query_samples(
    queries: Sequence[Any], prompts: Sequence[Any], labels: Sequence[Any], columns: ColumnNames | None = None
) -> list[Sample]:
    r"""The samples of OpenRLHF's three parallel lists.

    A query is the prompt with what was generated after it. A label is the right answer, or an object with the fields of
    a sample in JSON; the prompt is the question where that object has none. There is one sample a query, whatever is
    missing of the other two.

    >>> query_samples(["Q: toe?\nGout.</s>"], ["Q: toe?\n"], ["gout"])[0].response
    'Gout.</s>'
    """
    names = check_columns(columns)
    given = _listed(queries)
    rows = [*zip_longest(given, _listed(prompts)[: len(given)], _listed(labels)[: len(given)])]
    return [
        one_sample(
            _generated(query, prompt), label, {} if names["question"] is None else {names["question"]: prompt}, names
        )
        for query, prompt, label in rows
    ]


def answer_rows(results: Sequence[RewardResult], reward: Reward) -> dict[str, Any]:
    """The contract in plain lists: `rewards`, `scores` between 0 and 1 for dynamic filtering, `extra_logs`.

    Args:
        results: One a query.
        reward: What gave them; a sample without reward gets the least possible one.
    """
    low, high = reward.bounds
    tell([one for one in results if one.failed], f"reasonscore_{reward.name}")
    rewards = [low if one.reward is None else one.reward for one in results]
    flats = [one.to_flat() for one in results]
    return {
        "rewards": rewards,
        "scores": [(value - low) / (high - low) for value in rewards],
        "extra_logs": {key: [flat[key] for flat in flats] for key in reward.keys},
    }


def _listed(given: Any) -> list[Any]:
    """The items of a list; one where it is a text, none where there is no list."""
    return [given] if isinstance(given, str | Mapping) else [*given] if isinstance(given, Iterable) else []


def _generated(query: Any, prompt: Any) -> Any:
    """What follows the prompt in a query; the whole query where the prompt is not in it."""
    if not isinstance(query, str) or not isinstance(prompt, str) or not prompt:
        return query
    if query.startswith(prompt):
        return query[len(prompt) :]
    # A tokenizer does not always give back what it was given, and long prompts lose their beginning.
    tail = prompt[-_TAIL:]
    at = query.find(tail)
    return query[at + len(tail) :] if at >= 0 else query
