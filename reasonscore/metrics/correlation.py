"""Rank correlation and ranks with ties, without dependencies."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt


def average_ranks(values: Sequence[float]) -> list[float]:
    """The ranks of values from 1, ties sharing their mean rank.

    >>> average_ranks([10, 20, 10])
    [1.5, 3.0, 1.5]
    """
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks, start = [0.0] * len(values), 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in order[start:end]:
            ranks[place] = (start + 1 + end) / 2
        start = end
    return ranks


def spearman(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Spearman's rank correlation, None where either side does not vary.

    >>> spearman([1, 2, 3], [10, 20, 40])
    1.0
    """
    one, other = average_ranks(left), average_ranks(right)
    if len(set(one)) < 2 or len(set(other)) < 2:
        return None
    mean = (len(one) + 1) / 2
    cross = sum((a - mean) * (b - mean) for a, b in zip(one, other, strict=True))
    spread = sqrt(sum((a - mean) ** 2 for a in one) * sum((b - mean) ** 2 for b in other))
    return max(-1.0, min(1.0, cross / spread))
