"""What an adapter hands over for a sample without reward: what each trainer can bear."""

from __future__ import annotations

import logging
from typing import Literal

from reasonscore.errors import InputError, UnknownNameError
from reasonscore.reward.result import RewardResult

OnError = Literal["none", "value", "raise"]
ON_ERROR: tuple[OnError, ...] = ("none", "value", "raise")

_log = logging.getLogger("reasonscore")


def check_on_error(on_error: str) -> None:
    """Nothing, where there is such a policy.

    Raises:
        UnknownNameError: Otherwise.
    """
    if on_error not in ON_ERROR:
        raise UnknownNameError("policy for samples that fail", on_error, ON_ERROR)


def handed_over(result: RewardResult, on_error: OnError, value: float) -> float | None:
    """The reward of a sample, or what stands for it.

    Args:
        result: Of the sample.
        on_error: `none` leaves the sample out, `value` gives it a number, `raise` stops the run.
        value: That number; also for a sample that has nothing to be judged by, under `value`.

    Raises:
        InputError: Under `raise`, where the sample failed.

    >>> handed_over(RewardResult(None), "none", 0.0), handed_over(RewardResult(None), "value", 0.0)
    (None, 0.0)
    """
    if result.reward is not None:
        return result.reward
    if on_error == "raise" and result.failed:
        raise InputError(result.problem or "a sample could not be judged")
    return value if on_error == "value" else None


def tell(results: list[RewardResult], name: str) -> None:
    """Logs what would otherwise go unseen: a batch that rewards nothing, and samples that failed; never their text."""
    if results and all(one.reward is None for one in results):
        _log.warning(
            "%s: none of %d samples has a reward, so this batch trains nothing; %s",
            name,
            len(results),
            results[0].problem or "the columns that it is judged by are missing",
        )
    problems = sorted({one.problem for one in results if one.failed and one.problem})
    if problems:
        _log.warning("%s: %d of %d samples: %s", name, sum(one.failed for one in results), len(results), problems[0])


def tell_once(faults: list[str], name: str, told: set[str]) -> None:
    """Logs faults of columns, each once: they come back with every batch.

    Args:
        faults: What keeps columns from being used.
        name: What the reward is logged under.
        told: What was said before; grows.
    """
    for fault in faults:
        if fault not in told:
            told.add(fault)
            _log.warning("%s: %s; it is judged without that column", name, fault)
