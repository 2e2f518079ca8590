"""A field path: where a value stands in a row, as dotted names and list indices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def field_value(row: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path, None where the path leads nowhere; a field whose own name has dots comes first.

    >>> field_value({"usage": {"tokens": [5, 7]}}, "usage.tokens.1")
    7
    >>> field_value({"usage": None}, "usage.tokens") is None
    True
    """
    if path in row:
        return row[path]
    found: Any = row
    for name in path.split("."):
        if isinstance(found, Mapping):
            found = found.get(name)
        elif isinstance(found, Sequence) and not isinstance(found, str) and name.isdecimal() and int(name) < len(found):
            found = found[int(name)]
        else:
            return None
    return found


def field_key(value: Any) -> str:
    """A field's value as the name of a group.

    >>> field_key(True), field_key("qwq"), field_key(3)
    ('true', 'qwq', '3')
    """
    if isinstance(value, str):
        return value
    import json

    return json.dumps(value, ensure_ascii=False, sort_keys=True)
