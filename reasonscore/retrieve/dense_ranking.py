"""The same ranking with bm25s: its kernels add up all weights of all passages of a shard.

It is the reference engine over the same mapped arrays: both give the same passages in the same order. With the `numba`
extra its kernel is compiled.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reasonscore.retrieve.ranking import Ranked, WeightedPosting, best

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from reasonscore.retrieve.shard import Shard


class DenseRanking:
    """bm25s around the arrays of one shard.

    Args:
        shard: The shard.
        k1: Saturation of the term frequency; the weights are already computed, so this only describes.
        b: Weight of the passage length, likewise.
    """

    def __init__(self, shard: Shard, *, k1: float, b: float) -> None:
        import bm25s

        self._engine: Any = bm25s.BM25(method="lucene", k1=k1, b=b, backend="auto")
        self._engine.scores = shard.matrix()
        self._engine.nonoccurrence_array = None

    def rank(
        self,
        postings: Sequence[WeightedPosting],
        top_k: int,
        *,
        floor: float = 0.0,
        allowed: npt.NDArray[np.bool_] | None = None,
    ) -> Ranked:
        """At most `top_k` passages of the shard; see `ShardRanking` for the arguments; `floor` saves nothing here."""
        import numpy as np

        terms = [item.posting.number for item in postings for _ in range(item.times)]
        scores = self._engine.get_scores_from_ids(terms)
        found = np.flatnonzero(scores > 0)
        if allowed is not None:
            found = found[allowed[found]]
        return best(found, scores[found], top_k)
