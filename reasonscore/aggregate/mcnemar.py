"""McNemar's exact test for two systems that are right or wrong on the same records.

Source: Q. McNemar, Psychometrika 12 (1947); exact form: a two-sided binomial test of the discordant pairs.
"""

from __future__ import annotations

from math import exp, lgamma, log

EXACT_INTEGERS = 1000
"""Discordant pairs up to which the binomial sum is one of whole numbers."""


def mcnemar_p(only_first: int, only_second: int) -> float:
    """The exact two-sided p-value.

    Args:
        only_first: Records that only the first system has right.
        only_second: Records that only the second one has right.

    >>> mcnemar_p(1, 7)
    0.0703125
    >>> mcnemar_p(0, 0)
    1.0
    """
    n, fewer = only_first + only_second, min(only_first, only_second)
    if n <= EXACT_INTEGERS:
        term = total = 1
        for k in range(fewer):
            term = term * (n - k) // (k + 1)
            total += term
        return min(1.0, float(2 * total / 2**n))
    # The terms rise up to n / 2, so the last ones carry the sum and the far ones fall below any rounding.
    largest = lgamma(n + 1) - lgamma(fewer + 1) - lgamma(n - fewer + 1) - n * log(2)
    share = ratio = 1.0
    for k in range(fewer, 0, -1):
        ratio *= k / (n - k + 1)
        share += ratio
        if ratio < 1e-18:
            break
    return min(1.0, 2 * exp(largest) * share)
