"""ms-swift: a reward class for its registry of outcome reward models.

# plugin.py, given as --external_plugins plugin.py --reward_funcs reasonscore
from reasonscore.reward.adapters.ms_swift import register
register("reasonscore", "clinical")
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from reasonscore.errors import MissingExtraError
from reasonscore.reward.adapters.trl import get_trl_reward
from reasonscore.reward.preset import Preset

_HOMES = ("swift.rewards", "swift.plugin", "swift.plugin.orm")


def get_swift_orm(preset: str | Preset = "clinical", base: type = object, **settings: Any) -> type:
    """A class that ms-swift can make, whose objects take completions and columns and return rewards.

    Completions come as strings. The prompt is in `messages`, whose last turn ms-swift may already have replaced by the
    completion, so the question is read from its user turns.

    Args:
        preset: The name of a preset, or one that is ready.
        base: ms-swift's `ORM`.
        **settings: What `get_trl_reward` takes. A sample without reward gets the least possible one, since ms-swift
            writes the columns of a row without any into its log; `on_error="none"` leaves it out instead.

    >>> get_swift_orm("choice", profile="rule")()(["It is B."], answer=["B"])
    [1.0]
    """
    reward = get_trl_reward(preset, **({"on_error": "value"} | settings))

    class ReasonScoreORM(base):  # type: ignore[misc]
        """Rewards of this library for ms-swift."""

        def __init__(self, args: Any = None, **_: Any) -> None:
            self.args = args

        def __call__(self, completions: Sequence[Any], **columns: Any) -> list[float | None]:
            prompts = columns.pop("messages", None)
            columns.pop("prompts", None)
            return reward.scores(prompts, completions, columns.pop("completion_ids", None), None, columns)

    ReasonScoreORM.__name__ = reward.__name__
    return ReasonScoreORM


def register(name: str = "reasonscore", preset: str | Preset = "clinical", **settings: Any) -> type:
    """Puts the class into ms-swift's registry and returns it.

    Raises:
        MissingExtraError: Where ms-swift is not installed.
    """
    for home in _HOMES:
        try:
            module = import_module(home)
        except ImportError:
            continue
        if hasattr(module, "orms") and hasattr(module, "ORM"):
            found = get_swift_orm(preset, module.ORM, **settings)
            module.orms[name] = found
            return found
    raise MissingExtraError("the ms-swift adapter", "ms-swift")
