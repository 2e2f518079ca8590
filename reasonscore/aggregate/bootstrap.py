"""The percentile bootstrap of a mean: seeded, vectorised, in chunks of bounded memory.

A record (or a cluster of records) contributes a sum and a weight; a resample draws as many of them as there are, with
replacement, and its mean is the sum of the sums over the sum of the weights. A resampled mean depends only on how often
each distinct contribution was drawn, and those counts are multinomial: where there are few distinct contributions (0/1
scores, small ratios) they are drawn directly, which gives the same distribution many times faster.

Source: B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993), chapter 13 (percentile interval).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CHUNK_CELLS = 1 << 19
"""Drawn cells held at once: 4 MB of float64, which stays in cache."""

COUNTS_PAY = 16
"""Drawing a multinomial cell costs about as much as drawing and adding up this many records."""


def bootstrap_means(
    sums: Floats, weights: Floats, resamples: int, seed: int, counts: NDArray[np.int64] | None = None
) -> Floats:
    """Means of resampled records, `(resamples,)`; the order of the records does not matter where counts are drawn.

    Args:
        sums: What each record contributes, `(n,)`, n at least 1.
        weights: How much it weighs, `(n,)`; all ones for a plain mean.
        resamples: How many means.
        seed: Seed of the generator.
        counts: How many records each of them stands for, `(n,)`; None for one each. Only where counts are drawn.

    >>> means = bootstrap_means(np.array([0.0, 1.0]), np.ones(2), 1000, 0)
    >>> sorted(set(means.tolist()))
    [0.0, 0.5, 1.0]
    """
    rng = np.random.default_rng(seed)
    plain = bool(np.all(weights == 1.0))
    if plain:
        values, places = np.unique(sums, return_inverse=True)
        kinds = np.stack([values, np.ones_like(values)], axis=1)
    else:
        kinds, places = np.unique(np.stack([sums, weights], axis=1), axis=0, return_inverse=True)
    frequency = np.bincount(places.reshape(-1), counts).astype(np.intp)
    few = counts is not None or len(kinds) * COUNTS_PAY <= len(sums)
    width = len(kinds) if few else len(sums)
    chunk = max(1, CHUNK_CELLS // width)
    means = np.empty(resamples, dtype=np.float64)
    for start in range(0, resamples, chunk):
        size = min(chunk, resamples - start)
        if few:
            totals, weight = _draw_counts(rng, kinds, frequency, size, plain)
        else:
            totals, weight = _draw_records(rng, sums, weights, size, plain)
        means[start : start + size] = totals / weight
    return means


def percentile_interval(means: Floats, confidence: float) -> tuple[float, float]:
    """The central share of the bootstrap means, linearly interpolated.

    >>> percentile_interval(np.arange(101.0), 0.5)
    (25.0, 75.0)
    """
    tail = (1.0 - confidence) / 2.0
    low, high = np.quantile(means, [tail, 1.0 - tail])
    return float(low), float(high)


def _draw_counts(
    rng: np.random.Generator, kinds: Floats, frequency: NDArray[np.intp], size: int, plain: bool
) -> tuple[Floats, Any]:
    n = int(frequency.sum())
    counts = rng.multinomial(n, frequency / n, size=size)
    # Sums rather than matrix products: a BLAS may add in another order on another number of threads.
    totals: Floats = (counts * kinds[:, 0]).sum(axis=1)
    return totals, n if plain else (counts * kinds[:, 1]).sum(axis=1)


def _draw_records(
    rng: np.random.Generator, sums: Floats, weights: Floats, size: int, plain: bool
) -> tuple[Floats, Any]:
    n = len(sums)
    narrow = np.uint16 if n <= 1 << 16 else np.uint32
    drawn = rng.integers(0, n, size=(size, n), dtype=narrow)
    totals: Floats = sums[drawn].sum(axis=1)
    return totals, n if plain else weights[drawn].sum(axis=1)
