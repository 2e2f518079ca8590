"""An evaluation framework that may or may not be installed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from reasonscore.errors import MissingExtraError


def import_framework(name: str, what: str) -> Any:
    """The module, typed as anything, so that type checks do not depend on what is installed.

    Args:
        name: The module to import.
        what: What needs it, for the message.

    Raises:
        MissingExtraError: Where its package is not installed.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name and error.name.split(".")[0] == name.split(".")[0]:
            raise MissingExtraError(what, "eval") from None
        raise
