"""Checks of metric parameters, with messages that say what was found and what was expected."""

from __future__ import annotations

from collections.abc import Sequence

from reasonscore.errors import InputError


def check_choice(name: str, value: object, allowed: Sequence[object]) -> None:
    """Nothing, where the value is one of those allowed.

    Raises:
        InputError: Otherwise.
    """
    if isinstance(value, bool) != any(isinstance(item, bool) for item in allowed) or value not in allowed:
        raise InputError(f"{name} is {value!r}, expected one of {', '.join(map(repr, allowed))}")


def check_count(name: str, value: object, least: int = 1) -> None:
    """Nothing, where the value is a whole number of at least `least`.

    Raises:
        InputError: Otherwise.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise InputError(f"{name} is {value!r}, expected a whole number of at least {least}")


def check_number(name: str, value: object, low: float | None = None, high: float | None = None) -> None:
    """Nothing, where the value is a number within the bounds, both included.

    Raises:
        InputError: Otherwise.
    """
    number = isinstance(value, int | float) and not isinstance(value, bool) and value == value
    if not number or (low is not None and value < low) or (high is not None and value > high):  # type: ignore[operator]
        within = f" from {low:g}" if low is not None else ""
        raise InputError(f"{name} is {value!r}, expected a number{within}{f' to {high:g}' if high is not None else ''}")
