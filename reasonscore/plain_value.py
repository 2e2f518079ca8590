"""A plain value: what arrays, data frames and Arrow tables hold, as JSON has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def plain_value(value: Any) -> Any:
    """The value in strings, numbers, lists and dicts; whatever stands for an absent value becomes None.

    Members of an object that are absent are left out: in an Arrow table each object of a column has the members of all.

    Args:
        value: A cell: a JSON value, a numpy array or scalar, a pandas missing value.

    >>> plain_value({"A": "yes", "E": None, "score": float("nan")})
    {'A': 'yes'}
    >>> plain_value(("one", float("nan")))
    ['one', None]
    """
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, Mapping):
        plain = {str(key): plain_value(item) for key, item in value.items()}
        return {key: item for key, item in plain.items() if item is not None}
    if isinstance(value, list | tuple):
        return [plain_value(item) for item in value]
    to_list = getattr(value, "tolist", None)
    if to_list is not None:
        return plain_value(to_list())
    return None if _is_missing(value) else value


def _is_missing(value: Any) -> bool:
    # pandas' own test, without pandas: NaN and NaT differ from themselves, and NA refuses to be true or false.
    try:
        return value is None or bool(value != value)
    except TypeError:
        return True
