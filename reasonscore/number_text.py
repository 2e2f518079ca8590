"""Numbers where a text stands: data sets write the answer `42` and the option `1.5` without quotes."""

from __future__ import annotations

import json
from math import isfinite


def number_text(value: object) -> str | None:
    """A whole or finite number as JSON spells it, None for anything else; a boolean is no number.

    >>> number_text(42), number_text(1.50), number_text(True), number_text(float("nan"))
    ('42', '1.5', None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, float) and not isfinite(value):
        return None
    try:
        return json.dumps(value)
    except ValueError:  # more digits than Python writes
        return None
