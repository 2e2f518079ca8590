"""One shard of an index, mapped: terms, postings with their weights, and passages."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reasonscore.errors import ResourceError
from reasonscore.retrieve.manifest import ShardInfo
from reasonscore.retrieve.strings import MappedStrings, starts_path

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class Posting(NamedTuple):
    """The passages that hold a term, in order, with their weights.

    Args:
        number: The term's place among the terms of the shard.
        passages: Positions in the shard, `(n,)`, ascending.
        weights: BM25 weights, `(n,)`.
        peak: The greatest of them.
        frequency: In how many passages of the whole index the term occurs.
    """

    number: int
    passages: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]
    peak: float
    frequency: int


class Shard:
    """A shard's files, mapped into memory: opening reads none of their content.

    Args:
        folder: The shard's folder.
        info: What the manifest says of it.
        generation: Which generation of weights belongs to the manifest.
        first: Position of its first passage in the index.
    """

    def __init__(self, folder: Path, info: ShardInfo, generation: int, first: int) -> None:
        import numpy as np

        def mapped(name: str) -> Any:
            array = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
            if isinstance(array.base, mmap.mmap):
                self._maps.append(array.base)
            # Seen as a plain array it stays mapped, and slices of it cost a fifth.
            return np.asarray(array)

        self.first = first
        self.passages = info.passages
        self._folder = folder
        self._maps: list[mmap.mmap] = []
        try:
            self._terms = MappedStrings(folder / "terms.txt")
            self._starts = mapped("postings.starts")
            self._postings = mapped("postings")
            self._weights = mapped(f"scores.{generation}")
            self._peaks = mapped(f"peaks.{generation}")
            self._frequencies = mapped(f"frequencies.{generation}")
            self._text = folder / "passages.jsonl"
            self._text_starts = np.load(starts_path(self._text), mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError, EOFError) as error:
            raise ResourceError(f"index shard '{folder}': damaged ({error}); build the index again") from None
        if len(self._weights) != info.postings or len(self._text_starts) != info.passages + 1:
            raise ResourceError(f"index shard '{folder}': its sizes differ from the manifest's; build the index again")

    def posting(self, term: str) -> Posting | None:
        """The passages of a term, None where the shard has none."""
        number = self._terms.find(term)
        if number < 0:
            return None
        start, end = int(self._starts[number]), int(self._starts[number + 1])
        peak, frequency = float(self._peaks[number]), int(self._frequencies[number])
        return Posting(number, self._postings[start:end], self._weights[start:end], peak, frequency)

    def release(self) -> None:
        """Let the system count the pages that were read as free; they come back from its cache when asked for."""
        if hasattr(mmap, "MADV_DONTNEED"):
            for found in self._maps:
                found.madvise(mmap.MADV_DONTNEED)

    def matrix(self) -> dict[str, Any]:
        """All postings as bm25s keeps them: a sparse matrix of passages by terms, in columns."""
        return {
            "data": self._weights,
            "indices": self._postings,
            "indptr": self._starts,
            "num_docs": self.passages,
        }

    def rows(self, positions: Sequence[int]) -> dict[int, dict[str, Any]]:
        """The stored passages at the positions, read from the file one by one.

        Raises:
            ResourceError: Where a passage is not what was written.
        """
        found = {}
        with self._text.open("rb") as handle:
            for position in sorted(set(positions)):
                start, end = int(self._text_starts[position]), int(self._text_starts[position + 1])
                handle.seek(start)
                try:
                    found[position] = json.loads(handle.read(end - start))
                except ValueError:
                    raise ResourceError(
                        f"index shard '{self._folder}': passage {position} is damaged; see: reasonscore index verify"
                    ) from None
        return found

    def all_rows(self) -> Iterator[dict[str, Any]]:
        """The stored passages in order."""
        with self._text.open("rb") as handle:
            for line in handle:
                yield json.loads(line)

    def column(self, name: str) -> Any:
        """One of the per-passage arrays: `days`, `source` or `lengths`."""
        import numpy as np

        return np.load(self._folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)

    def sources(self) -> list[str]:
        """The different sources, in the numbering of the `source` column."""
        return [item.decode() for item in MappedStrings(self._folder / "sources.txt")]
