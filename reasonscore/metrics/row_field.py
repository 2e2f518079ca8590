"""Fields of a row by dotted path, read leniently: a field that is absent or of another kind is None, never an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from reasonscore.errors import InputError
from reasonscore.messages import flatten_messages, is_tool_result


def field_at(row: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path, None where any part of it is absent.

    >>> field_at({"reference": {"flag": 1}}, "reference.flag")
    1
    """
    found: Any = row
    for name in path.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(name)
    return found


def number_at(row: Mapping[str, Any], path: str) -> float | None:
    """The finite number at a path; numbers in strings count, booleans are 1 and 0.

    >>> number_at({"label": "1.0"}, "label"), number_at({"label": "x"}, "label")
    (1.0, None)
    """
    return as_number(field_at(row, path))


def as_number(value: object) -> float | None:
    """A value as a finite number, None where it is not one."""
    if not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if isfinite(number) else None


def text_at(row: Mapping[str, Any], path: str) -> str | None:
    """The string at a path that is not blank."""
    found = field_at(row, path)
    return found if isinstance(found, str) and found.strip() else None


def response_text(row: Mapping[str, Any]) -> str:
    """What the model wrote: the response, or of chat messages the assistant's turns; empty where there is neither.

    >>> response_text({"response": [{"role": "user", "content": "Why?"}, {"role": "assistant", "content": "Because."}]})
    'Because.'
    """
    found = row.get("response")
    if isinstance(found, list):
        try:
            return flatten_messages([item for item in found if not is_tool_result(item)])
        except InputError:
            return ""
    return found if isinstance(found, str) else ""


def list_at(row: Mapping[str, Any], path: str) -> Sequence[Any] | None:
    """The list at a path; one bare string is a list of one."""
    found = field_at(row, path)
    if isinstance(found, str):
        return [found]
    return found if isinstance(found, list | tuple) else None


def flag_at(row: Mapping[str, Any], path: str) -> bool | None:
    """The truth at a path: booleans, 0 and 1, and the words yes / no, true / false, correct / incorrect.

    >>> flag_at({"correct": "Incorrect"}, "correct")
    False
    """
    return as_flag(field_at(row, path))


def as_flag(value: object) -> bool | None:
    """A value as a truth, None where it is not one."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) and value in (0, 1):
        return bool(value)
    word = value.strip().casefold() if isinstance(value, str) else ""
    if word in ("yes", "true", "correct", "1", "1.0", "supported"):
        return True
    return False if word in ("no", "false", "incorrect", "wrong", "0", "0.0") else None
