"""BM25 weights of every posting, from document frequencies and lengths of the whole index.

    idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5))
    w(t, d) = idf(t) * tf / (tf + k1 * (1 - b + b * |d| / avgdl))

Both are computed once, when the index is written, so that a search only adds; the shards' own frequencies never enter.

Source: Lucene's variant as in Kamphuis et al., "Which BM25 do you mean?" (ECIR 2020), the arrays as in bm25s.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from reasonscore.retrieve.strings import MappedStrings

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_BLOCK = 1 << 22


def write_weights(shards: Sequence[Path], generation: int, *, k1: float, b: float, passages: int, tokens: int) -> int:
    """Write each shard's global frequencies, weights and peaks; gives the number of different terms."""
    import numpy as np

    terms = _write_frequencies(shards, generation)
    average = tokens / passages if tokens else 1.0
    for shard in shards:
        frequencies = np.load(shard / f"frequencies.{generation}.npy", allow_pickle=False)
        lengths = np.load(shard / "lengths.npy", allow_pickle=False)
        # bm25s keeps weights in single precision; computing them in double makes them the same on every machine.
        idf = np.log1p((passages - frequencies + 0.5) / (frequencies + 0.5))
        norm = k1 * (1 - b + b * lengths / average)
        _write_shard(shard, generation, idf, norm)
    return terms


def _write_shard(shard: Path, generation: int, idf: npt.NDArray[np.float64], norm: npt.NDArray[np.float64]) -> None:
    import numpy as np

    starts = np.load(shard / "postings.starts.npy", allow_pickle=False)
    postings = np.load(shard / "postings.npy", mmap_mode="r", allow_pickle=False)
    counts = np.load(shard / "counts.npy", mmap_mode="r", allow_pickle=False)
    peaks = np.zeros(len(idf), dtype=np.float32)
    target = shard / f"scores.{generation}.npy"
    with target.open("wb") as handle:
        header = {"descr": "<f4", "fortran_order": False, "shape": (len(postings),)}
        np.lib.format.write_array_header_1_0(handle, header)
        for first, last in _term_blocks(starts):
            low, high = int(starts[first]), int(starts[last])
            tf = counts[low:high].astype(np.float64)
            weights = np.repeat(idf[first:last], np.diff(starts[first : last + 1]))
            weights *= tf / (tf + norm[postings[low:high]])
            block = weights.astype("<f4")
            peaks[first:last] = np.maximum.reduceat(block, starts[first:last] - low)
            handle.write(block.tobytes())
    np.save(shard / f"peaks.{generation}.npy", peaks, allow_pickle=False)


def _term_blocks(starts: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Ranges of terms with about as many postings as fit into one block."""
    import numpy as np

    first, terms = 0, len(starts) - 1
    while first < terms:
        last = int(np.searchsorted(starts, int(starts[first]) + _BLOCK, side="right")) - 1
        last = min(max(last, first + 1), terms)
        yield first, last
        first = last


def _write_frequencies(shards: Sequence[Path], generation: int) -> int:
    """Merge the sorted terms of all shards and give each shard the frequencies of its own terms."""
    import numpy as np

    local = [np.diff(np.load(shard / "postings.starts.npy", allow_pickle=False)) for shard in shards]
    if len(shards) == 1:
        np.save(shards[0] / f"frequencies.{generation}.npy", local[0].astype(np.uint32), allow_pickle=False)
        return len(local[0])
    # Each shard is asked for its terms in order, so appending keeps the local numbering.
    merged = [array("I") for _ in shards]
    terms = 0
    for _, group in groupby(merge(*(_numbered(shard, number) for number, shard in enumerate(shards))), lambda x: x[0]):
        members = [number for _, number in group]
        total = sum(int(local[number][len(merged[number])]) for number in members)
        for number in members:
            merged[number].append(total)
        terms += 1
    for shard, values in zip(shards, merged, strict=True):
        np.save(shard / f"frequencies.{generation}.npy", np.array(values, dtype=np.uint32), allow_pickle=False)
    return terms


def _numbered(shard: Path, number: int) -> Iterator[tuple[bytes, int]]:
    for term in MappedStrings(shard / "terms.txt"):
        yield term, number
