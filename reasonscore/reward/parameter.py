"""Parameters of presets and shapings that must be numbers above zero."""

from __future__ import annotations

import math

from reasonscore.errors import InputError


def check_positive(**values: float) -> None:
    """Nothing, where all values are finite numbers above 0.

    Raises:
        InputError: Naming the first that is not.

    >>> check_positive(least=0)
    Traceback (most recent call last):
    reasonscore.errors.InputError: field 'least': found 0, expected a number above 0
    """
    for name, value in values.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
            raise InputError(f"found {value!r}, expected a number above 0", field=name)
