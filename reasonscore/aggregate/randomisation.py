"""Approximate randomisation: could the difference of two systems be one of labels alone?

If the systems are equal, each pair's two scores may change places; the p-value is the share of such exchanges whose
mean difference is at least as large as the observed one, in size. With few pairs all exchanges are counted.

Source: E. W. Noreen, Computer-Intensive Methods for Testing Hypotheses (1989); the +1 in both parts of the sampled
share: B. Phipson, G. K. Smyth, Permutation P-values Should Never Be Zero (2010).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from reasonscore.aggregate.bootstrap import CHUNK_CELLS, Floats

EXACT_UP_TO = 14
"""Pairs with a difference up to which all 2^n exchanges are counted."""

SLACK = 1e-12
"""Exchanges that only differ by the order of additions count as equally large."""


def randomisation_p(differences: Floats, resamples: int, seed: int) -> float:
    """The two-sided p-value of the mean difference.

    Args:
        differences: One a pair (or the sum over a cluster), `(n,)`.
        resamples: Sampled exchanges where there are too many to count.
        seed: Seed of the generator.

    >>> randomisation_p(np.array([0.5, 0.5, 0.25]), 1000, 0)
    0.25
    >>> randomisation_p(np.zeros(4), 1000, 0)
    1.0
    """
    moved = np.sort(differences[differences != 0.0])
    total = abs(float(moved.sum()))
    least = total - SLACK * max(float(np.abs(moved).sum()), 1e-300)
    n = len(moved)
    if n <= EXACT_UP_TO:
        every = (np.arange(2**n)[:, None] >> np.arange(n)) & 1
        return float(np.mean(np.abs(_exchanged(every, moved)) >= least))
    rng = np.random.default_rng(seed)
    chunk = max(1, CHUNK_CELLS // n)
    reached = 0
    for start in range(0, resamples, chunk):
        size = min(chunk, resamples - start)
        flips = np.unpackbits(rng.integers(0, 256, size=(size, -(-n // 8)), dtype=np.uint8), axis=1)[:, :n]
        reached += int(np.count_nonzero(np.abs(_exchanged(flips, moved)) >= least))
    return (reached + 1) / (resamples + 1)


def _exchanged(flips: NDArray[Any], moved: Floats) -> Floats:
    sums: Floats = np.where(flips == 1, moved, -moved).sum(axis=1)
    return sums
