"""Which code ranks the passages of a shard. All engines give the same passages, scores and order."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, Protocol

from reasonscore.errors import MissingExtraError
from reasonscore.retrieve.dense_ranking import DenseRanking
from reasonscore.retrieve.ranking import PrunedRanking, Ranked, WeightedPosting

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from reasonscore.retrieve.manifest import IndexInfo
    from reasonscore.retrieve.shard import Shard

Engine = Literal["auto", "pruned", "compiled", "bm25s"]

COMPILED_FROM = 200_000
"""Passages from which `auto` takes the compiled engine: below, importing numba costs more than it saves."""


class ShardRanking(Protocol):
    """Ranks the passages of one shard."""

    def rank(
        self,
        postings: Sequence[WeightedPosting],
        top_k: int,
        *,
        floor: float = 0.0,
        allowed: npt.NDArray[np.bool_] | None = None,
    ) -> Ranked:
        """At most `top_k` passages of the shard.

        Args:
            postings: The query's terms in the order in which their weights are added, which decides the last bit.
            top_k: How many at most.
            floor: A score that `top_k` passages of earlier shards have reached.
            allowed: Which passages a filter lets through, `(passages,)`.
        """


def shard_rankings(engine: Engine, shards: Sequence[Shard], info: IndexInfo) -> list[ShardRanking]:
    """A ranking for each shard.

    Args:
        engine: `pruned` (numpy), `compiled` (the `numba` extra), `bm25s` (adds everything up), or `auto`: compiled
            where numba is installed and the index is large, else pruned.
        shards: The shards of the index.
        info: What the index says of itself.

    Raises:
        MissingExtraError: Where numba is asked for by name and not installed.
    """
    if engine == "bm25s":
        return [DenseRanking(shard, k1=info.k1, b=info.b) for shard in shards]
    wanted = engine == "compiled" or (engine == "auto" and info.passages >= COMPILED_FROM and find_spec("numba"))
    if wanted:
        from reasonscore.retrieve.compiled_ranking import IS_COMPILED, CompiledRanking

        if IS_COMPILED:
            return [CompiledRanking(shard) for shard in shards]
        if engine == "compiled":
            raise MissingExtraError("the compiled engine", "numba")
    return [PrunedRanking(shard.passages) for shard in shards]
