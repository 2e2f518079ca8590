"""The best passages of a shard for weighted terms, without adding up what cannot matter.

Terms are added from rare to common. As soon as the terms still to come could not lift a new passage into the result,
only the passages that may still get there are looked up in the remaining (long) lists. Nothing is approximated: the
sums are those of adding everything in the same order, bit for bit.

Source: the MaxScore idea of Turtle and Flood, "Query evaluation: strategies and optimizations" (1995), term at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reasonscore.retrieve.shard import Posting

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

SLACK = 1e-4
"""Above the rounding error of sums in single precision, so that no tie is lost."""

_TINY = 1e-30
_SHORT = 16
"""A list of less than one passage in so many is added whole: looking candidates up in it saves nothing."""


class Ranked(NamedTuple):
    """Positions, best first and in passage order where scores are equal, with their scores."""

    positions: npt.NDArray[np.int64]
    scores: npt.NDArray[np.float32]


class WeightedPosting(NamedTuple):
    """A term's passages and how often the query names the term."""

    posting: Posting
    times: int


class PrunedRanking:
    """The ranking with numpy.

    Args:
        passages: Size of the shard.
    """

    def __init__(self, passages: int) -> None:
        self._passages = passages

    def rank(
        self,
        postings: Sequence[WeightedPosting],
        top_k: int,
        *,
        floor: float = 0.0,
        allowed: npt.NDArray[np.bool_] | None = None,
    ) -> Ranked:
        """At most `top_k` passages of the shard; see `ShardRanking` for the arguments."""
        return _rank(postings, self._passages, top_k, floor, allowed)


def _rank(
    postings: Sequence[WeightedPosting],
    passages: int,
    top_k: int,
    floor: float,
    allowed: npt.NDArray[np.bool_] | None,
) -> Ranked:
    import numpy as np

    left = bounds_left(postings)
    scores = np.zeros(passages, dtype=np.float32)
    # A score that `top_k` passages are known to reach already.
    reached = floor
    for number, (posting, times) in enumerate(postings):
        needed = reached - SLACK - left[number]
        if needed > 0 and len(posting.passages) * _SHORT > passages:
            candidates = _at_least(scores, needed, allowed)
            return _finish(candidates, scores[candidates], postings[number:], left[number:], top_k, floor)
        scores[posting.passages] += posting.weights * np.float32(times) if times > 1 else posting.weights
        # What is reached is at most what was added: not worth a look while more than half is to come.
        if number + 1 < len(postings) and left[number + 1] * 2 < left[0]:
            here = posting.passages if allowed is None else posting.passages[allowed[posting.passages]]
            reached = max(reached, _kth(scores[here], top_k))
    candidates = _at_least(scores, max(reached - SLACK, _TINY), allowed)
    return best(candidates, scores[candidates], top_k)


def bounds_left(postings: Sequence[WeightedPosting]) -> npt.NDArray[np.float64]:
    """What each term and those behind it can add at most, and 0 at the end, `(terms + 1,)`."""
    import numpy as np

    bounds = [float(item.posting.peak) * item.times for item in postings]
    return np.concatenate([np.cumsum(bounds[::-1])[::-1], [0.0]])


def _finish(
    candidates: npt.NDArray[np.int64],
    scores: npt.NDArray[np.float32],
    postings: Sequence[WeightedPosting],
    left: npt.NDArray[np.float64],
    top_k: int,
    floor: float,
) -> Ranked:
    """Look the candidates up in the remaining lists, dropping those that fall behind."""
    import numpy as np

    for (posting, times), after in zip(postings, left[1:], strict=True):
        wanted = candidates.astype(np.int32)
        places = np.searchsorted(posting.passages, wanted)
        places[places == len(posting.passages)] = 0
        hits = np.flatnonzero(posting.passages[places] == wanted)
        found = posting.weights[places[hits]]
        scores[hits] += found * np.float32(times) if times > 1 else found
        threshold = max(floor, _kth(scores, top_k)) - SLACK
        kept = scores >= threshold - after
        candidates, scores = candidates[kept], scores[kept]
    return best(candidates, scores, top_k)


def _at_least(
    scores: npt.NDArray[np.float32], needed: float, allowed: npt.NDArray[np.bool_] | None
) -> npt.NDArray[np.int64]:
    import numpy as np

    found = np.flatnonzero(scores >= np.float32(needed))
    return found if allowed is None else found[allowed[found]]


def _kth(scores: npt.NDArray[np.float32], top_k: int) -> float:
    """The `top_k`-th greatest score, 0 where there are fewer."""
    import numpy as np

    if len(scores) < top_k:
        return 0.0
    return float(np.partition(scores, len(scores) - top_k)[len(scores) - top_k])


def best(candidates: npt.NDArray[np.int64], scores: npt.NDArray[np.float32], top_k: int) -> Ranked:
    """The `top_k` best candidates, equal scores in passage order."""
    import numpy as np

    if len(scores) > top_k:
        kept = np.flatnonzero(scores >= np.float32(_kth(scores, top_k)))
        candidates, scores = candidates[kept], scores[kept]
    order = np.lexsort((candidates, -scores))[:top_k]
    return Ranked(candidates[order], scores[order])
