"""Fading: a factor that is 1 up to a limit and falls to 0 beyond it, which is how lengths enter a reward."""

from __future__ import annotations


def fade(size: float, free: float, zero: float | None = None) -> float:
    """1 up to `free`, 0 from `zero` on (twice `free` by default), a straight line between.

    A factor and never a bonus: a short wrong response gains nothing by being short.

    >>> fade(5, 5), fade(7.5, 5), fade(10, 5)
    (1.0, 0.5, 0.0)
    """
    end = 2 * free if zero is None else zero
    if size <= free:
        return 1.0
    return 0.0 if size >= end else (end - size) / (end - free)
