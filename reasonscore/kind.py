"""What a JSON value is, in words for messages."""

from __future__ import annotations


def kind_of(value: object) -> str:
    """What a JSON value is, in words for messages.

    >>> kind_of([1])
    'a list'
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    kinds: dict[type, str] = {str: "a string", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), type(value).__name__)
