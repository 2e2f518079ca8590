"""Dates as sources write them, made comparable: 2026, 2026-11, 2026-11-05."""

from __future__ import annotations

import re

UNKNOWN = 0
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?!\d))?)?(?!\d)")


def day_number(date: str | None, *, end: bool = False) -> int:
    """The date as `yyyymmdd`, its first day or (`end`) its last; 0 where it is absent or not in ISO order.

    >>> day_number("2026-11"), day_number("2026", end=True), day_number("last spring")
    (20261101, 20261231, 0)
    """
    found = _ISO.match(date or "")
    if not found:
        return UNKNOWN
    year, month, day = found.groups()
    return int(year) * 10000 + int(month or (12 if end else 1)) * 100 + int(day or (31 if end else 1))
