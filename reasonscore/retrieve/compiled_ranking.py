"""The same ranking, compiled by numba: passages are taken in windows that stay in the processor's cache.

Within a window the rare terms are added up; a passage is looked up in the lists of the commoner terms only as long as
it can still get into the result. Weights are added in the order of `PrunedRanking`: the sums are the same, bit for bit.

It needs the `numba` extra, and only an index that uses it imports this module. Uncompiled it gives the same, slowly, so
that it can be tested without numba.

Source: MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995), a window at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from reasonscore.retrieve.ranking import SLACK, Ranked, WeightedPosting, best, bounds_left

if TYPE_CHECKING:
    import numpy.typing as npt

    from reasonscore.retrieve.shard import Shard

try:
    import numba
except ImportError:
    # Not installed, or not for this numpy.
    numba = None

IS_COMPILED = numba is not None

_WINDOW = 2048
_EVERY = np.ones(0, dtype=np.bool_)


class CompiledRanking:
    """A shard's arrays and the compiled kernel.

    Args:
        shard: The shard.
    """

    def __init__(self, shard: Shard) -> None:
        matrix = shard.matrix()
        self._weights, self._postings, self._starts = matrix["data"], matrix["indices"], matrix["indptr"]
        self._passages = shard.passages

    def rank(
        self,
        postings: Sequence[WeightedPosting],
        top_k: int,
        *,
        floor: float = 0.0,
        allowed: npt.NDArray[np.bool_] | None = None,
    ) -> Ranked:
        """At most `top_k` passages of the shard; see `ShardRanking` for the arguments."""
        numbers = np.array([item.posting.number for item in postings])
        scores, positions = _kernel(
            self._postings,
            self._weights,
            self._starts[numbers],
            self._starts[numbers + 1],
            np.array([item.times for item in postings], dtype=np.float32),
            bounds_left(postings),
            min(top_k, self._passages),
            floor,
            self._passages,
            _EVERY if allowed is None else allowed,
        )
        return best(positions, scores, top_k)


def _compiled(function: Callable[..., Any]) -> Any:
    if numba is None:
        return function
    try:
        return numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:
        # Neither the package's folder nor the user's cache can be written: compiled anew by each process.
        return numba.njit(nogil=True)(function)


@_compiled
def _is_worse(score: float, position: int, other_score: float, other_position: int) -> bool:
    return score < other_score or (score == other_score and position > other_position)


@_compiled
def _keep(scores: Any, positions: Any, size: int, score: float, position: int) -> int:
    """Put a passage into the heap, whose root is the worst one kept; gives the heap's new size."""
    if size == len(scores):
        if not _is_worse(scores[0], positions[0], score, position):
            return size
        at = 0
        while 2 * at + 1 < size:
            child = 2 * at + 1
            if child + 1 < size and _is_worse(scores[child + 1], positions[child + 1], scores[child], positions[child]):
                child += 1
            if not _is_worse(scores[child], positions[child], score, position):
                break
            scores[at], positions[at] = scores[child], positions[child]
            at = child
    else:
        at = size
        size += 1
        while at > 0:
            parent = (at - 1) // 2
            if not _is_worse(score, position, scores[parent], positions[parent]):
                break
            scores[at], positions[at] = scores[parent], positions[parent]
            at = parent
    scores[at], positions[at] = score, position
    return size


@_compiled
def _seek(postings: Any, low: int, high: int, position: int) -> int:
    """The first place from `low` on that holds `position` or a later one: in growing steps, then by halving."""
    if low >= high or postings[low] >= position:
        return low
    step = 1
    while low + step < high and postings[low + step] < position:
        low += step
        step *= 2
    high = min(high, low + step)
    low += 1
    while low < high:
        middle = (low + high) >> 1
        if postings[middle] < position:
            low = middle + 1
        else:
            high = middle
    return low


@_compiled
def _kernel(
    postings: Any,
    weights: Any,
    places: Any,
    ends: Any,
    times: Any,
    left: Any,
    top_k: int,
    floor: float,
    passages: int,
    allowed: Any,
) -> tuple[Any, Any]:
    """Scores and positions of the best passages, in no order.

    `places` and `ends` bound each term's list, `left[n]` is what the terms from `n` on can add at most.
    """
    terms = len(places)
    sums = np.zeros(_WINDOW, dtype=np.float32)
    touched = np.empty(_WINDOW, dtype=np.int32)
    scores = np.empty(top_k, dtype=np.float32)
    positions = np.empty(top_k, dtype=np.int64)
    size = 0
    reached = floor
    needed = terms
    while True:
        # No passage that has only terms from `needed` on can get into the result.
        while needed > 0 and left[needed - 1] < reached - SLACK:
            needed -= 1
        first = passages
        for term in range(needed):
            if places[term] < ends[term] and postings[places[term]] < first:
                first = postings[places[term]]
        if first >= passages:
            return scores[:size], positions[:size]
        count = 0
        for term in range(needed):
            place, end, more = places[term], ends[term], times[term]
            while place < end and postings[place] < first + _WINDOW:
                offset = postings[place] - first
                if sums[offset] == 0:
                    touched[count] = offset
                    count += 1
                sums[offset] += weights[place] * more
                place += 1
            places[term] = place
        for term in range(needed, terms):
            places[term] = _seek(postings, places[term], ends[term], first)
        for offset in touched[:count]:
            position, score = first + offset, sums[offset]
            sums[offset] = 0
            if len(allowed) > 0 and not allowed[position]:
                continue
            term = needed
            while term < terms and score + left[term] >= reached - SLACK:
                place = _seek(postings, places[term], ends[term], position)
                if place < ends[term] and postings[place] == position:
                    score += weights[place] * times[term]
                term += 1
            if term == terms and score >= reached - SLACK:
                size = _keep(scores, positions, size, score, position)
                if size == top_k and scores[0] > reached:
                    reached = scores[0]
