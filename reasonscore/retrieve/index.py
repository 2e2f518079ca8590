"""An index over a corpus: opened by mapping its files, asked in batches.

index = open_index(Path("index"))
[[first, *rest]] = index.retrieve(["metformin lactic acidosis"], top_k=5)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reasonscore.errors import ReasonScoreError, ResourceError
from reasonscore.record import Passage
from reasonscore.retrieve.build import add_to_index, build_index
from reasonscore.retrieve.document import passage_of
from reasonscore.retrieve.engine import Engine, shard_rankings
from reasonscore.retrieve.manifest import IndexInfo, check_sizes, file_info, read_manifest
from reasonscore.retrieve.passage_filter import PassageFilter
from reasonscore.retrieve.ranking import WeightedPosting
from reasonscore.retrieve.shard import Shard
from reasonscore.retrieve.tokenizer import signature, tokenize

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from reasonscore.retrieve.engine import ShardRanking

__all__ = ["Index", "IndexInfo", "add_to_index", "build_index", "open_index", "verify_index"]

_RELEASE_AFTER = 1 << 24
"""Postings (of eight bytes) in the lists of queries after which mapped pages are let go: what is resident stays far
below the size of a large index."""

_Found = list[tuple[float, int]]
"""Score and position in the index."""


class Index:
    """A retriever over an index folder.

    Args:
        folder: An index folder.
        passage_filter: Which passages may be found; frequencies stay those of the whole index.
        name: A name to put before the digest in the signature.
        engine: Which code ranks; all of them give the same. See `engine.shard_rankings`.

    Raises:
        ResourceError: Where the folder holds no index, one of another version or tokenizer, or files are damaged.
    """

    def __init__(
        self,
        folder: Path,
        passage_filter: PassageFilter | None = None,
        *,
        name: str = "",
        engine: Engine = "auto",
    ) -> None:
        self.folder = folder
        self.info = read_manifest(folder)
        self._filter = passage_filter
        self._name, self._engine = name, engine
        self._mapped = 0
        if self.info.tokenizer != signature():
            raise ResourceError(
                f"index '{folder}': found tokenizer {self.info.tokenizer}, expected {signature()}; build it again"
            )
        check_sizes(folder, self.info)
        self._shards: list[Shard] = []
        for info in self.info.shards:
            first = self._shards[-1].first + self._shards[-1].passages if self._shards else 0
            self._shards.append(Shard(folder / info.name, info, self.info.generation, first))
        self._allowed: list[npt.NDArray[np.bool_] | None] = [
            passage_filter.mask(shard) if passage_filter else None for shard in self._shards
        ]

    def __len__(self) -> int:
        """Number of passages."""
        return self.info.passages

    def filtered(self, passage_filter: PassageFilter) -> Index:
        """The same index, seen through a filter."""
        return Index(self.folder, passage_filter, name=self._name, engine=self._engine)

    def retrieve(self, queries: Sequence[str], top_k: int) -> list[list[Passage]]:
        """For each query at most `top_k` passages that share a token with it, best first.

        Passages with equal scores come in the order of the corpus. Scores are rounded to four decimals.

        Raises:
            ReasonScoreError: Where `top_k` is below 1.
        """
        if top_k < 1:
            raise ReasonScoreError(f"top_k: found {top_k}, expected at least 1")
        # Claims of one text often give the same query.
        found = {query: self._search(query, top_k) for query in dict.fromkeys(queries)}
        rows = self._rows({position for hits in found.values() for _, position in hits})
        return [[passage_of(rows[position], round(score, 4)) for score, position in found[query]] for query in queries]

    def passages(self) -> Iterator[Passage]:
        """All passages in the order of the corpus, read one after the other."""
        for shard in self._shards:
            for row in shard.all_rows():
                yield passage_of(row)

    def signature(self) -> Mapping[str, str]:
        """Engine, variant, parameters, tokenizer, digest of the index, and the filter where there is one."""
        info = self.info
        entries: dict[str, str] = {"engine": "bm25", "variant": info.variant, "k1": f"{info.k1:g}", "b": f"{info.b:g}"}
        entries |= {"tokenizer": info.tokenizer, "index": "-".join(filter(None, (self._name, info.digest)))}
        return {**entries, **(self._filter.signature() if self._filter else {})}

    @cached_property
    def _rankings(self) -> list[ShardRanking]:
        # Made with the first query: opening an index loads no compiler.
        return shard_rankings(self._engine, self._shards, self.info)

    def _search(self, query: str, top_k: int) -> _Found:
        if self._mapped > _RELEASE_AFTER:
            self._mapped = 0
            for shard in self._shards:
                shard.release()
        counts = Counter(tokenize(query))
        best: _Found = []
        for shard, ranking, allowed in zip(self._shards, self._rankings, self._allowed, strict=True):
            found = [(posting, term, times) for term, times in counts.items() if (posting := shard.posting(term))]
            # Rare terms first, by the frequency in the whole index: every shard adds in the same order.
            found.sort(key=lambda item: (item[0].frequency, item[1]))
            if not found:
                continue
            floor = best[top_k - 1][0] if len(best) >= top_k else 0.0
            postings = [WeightedPosting(posting, times) for posting, _, times in found]
            self._mapped += sum(len(posting.passages) for posting, _, _ in found)
            ranked = ranking.rank(postings, top_k, floor=floor, allowed=allowed)
            hits = zip(ranked.scores.tolist(), ranked.positions.tolist(), strict=True)
            best += [(score, shard.first + position) for score, position in hits]
            best = sorted(best, key=lambda hit: (-hit[0], hit[1]))[:top_k]
        return best

    def _rows(self, positions: set[int]) -> dict[int, dict[str, Any]]:
        rows: dict[int, dict[str, Any]] = {}
        for shard in self._shards:
            inside = [p - shard.first for p in positions if shard.first <= p < shard.first + shard.passages]
            if inside:
                rows |= {shard.first + position: row for position, row in shard.rows(inside).items()}
        return rows


def open_index(folder: Path, *, engine: Engine = "auto") -> Index:
    """The index in a folder; its files are mapped, not read.

    Args:
        folder: An index folder.
        engine: Which code ranks; all of them give the same. See `engine.shard_rankings`.

    Raises:
        ResourceError: Where the folder holds no index, one of another version or tokenizer, or files are damaged.
    """
    return Index(Path(folder), engine=engine)


def verify_index(folder: Path) -> list[str]:
    """What is wrong with the files of an index, one message a file; empty where all of them have their digest."""
    info = read_manifest(folder)
    problems = []
    for name, expected in info.files.items():
        path = folder / name
        if not path.is_file():
            problems.append(f"{name}: missing")
        elif (found := file_info(path)) != expected:
            what = (
                f"{found.bytes} bytes, expected {expected.bytes}" if found.bytes != expected.bytes else "other content"
            )
            problems.append(f"{name}: found {what}")
    return problems
