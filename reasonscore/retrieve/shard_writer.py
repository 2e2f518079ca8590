"""Writes one shard: passages as they come, postings once it is full."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reasonscore.retrieve.dates import day_number
from reasonscore.retrieve.document import Document
from reasonscore.retrieve.manifest import ShardInfo
from reasonscore.retrieve.strings import starts_path, write_strings

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# Made once: `json.dumps` makes one for every call that has an option.
_ENCODER = json.JSONEncoder(ensure_ascii=False)


class _Numbers(dict[str, int]):
    """Numbers of terms, in the order in which they are first asked for."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class ShardWriter:
    """Collects passages; what it holds in memory grows with tokens and different terms, not with text.

    Args:
        folder: A new folder for the shard.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._text = (folder / "passages.jsonl").open("wb")
        self._starts = array("q", [0])
        self._terms = _Numbers()
        self._tokens = array("i")
        self._lengths = array("I")
        self._digests = array("Q")
        self._sources: dict[str, int] = {}
        self._source = array("I")
        self._days = array("i")
        self.licences: Counter[str] = Counter()
        self.dates: tuple[str, str] | None = None

    @property
    def tokens(self) -> int:
        """How many tokens were added."""
        return len(self._tokens)

    @property
    def passages(self) -> int:
        """How many passages were added."""
        return len(self._lengths)

    def add(self, passage: Document, tokens: Sequence[str], digest: int) -> None:
        """Add a passage with the tokens of its title and text and its duplicate digest."""
        raw = _ENCODER.encode(passage.to_row()).encode() + b"\n"
        self._text.write(raw)
        self._starts.append(self._starts[-1] + len(raw))
        self._tokens.extend(map(self._terms.__getitem__, tokens))
        self._lengths.append(len(tokens))
        self._digests.append(digest)
        self._source.append(self._sources.setdefault(passage.source or "", len(self._sources)))
        self._days.append(day_number(passage.date))
        self.licences[passage.licence or ""] += 1
        if passage.date and day_number(passage.date):
            first, last = self.dates or (passage.date, passage.date)
            self.dates = min(first, passage.date), max(last, passage.date)

    def discard(self) -> None:
        """Let go of the open file; what was written is of no use."""
        self._text.close()

    def close(self) -> ShardInfo:
        """Write everything and give the shard's size."""
        import numpy as np

        self._text.close()
        for name, values, kind in (
            ("lengths", self._lengths, np.uint32),
            ("digests", self._digests, np.uint64),
            ("source", self._source, np.uint32),
            ("days", self._days, np.int32),
        ):
            np.save(self._folder / f"{name}.npy", np.array(values, dtype=kind), allow_pickle=False)
        starts = np.array(self._starts, dtype=np.int64)
        np.save(starts_path(self._folder / "passages.jsonl"), starts, allow_pickle=False)
        write_strings((source.encode() for source in self._sources), self._folder / "sources.txt")
        postings = self._write_postings()
        return ShardInfo(self._folder.name, self.passages, postings, self.tokens)

    def _write_postings(self) -> int:
        """Sort the tokens by term and passage; equal neighbours are one posting and their number is its count."""
        import numpy as np

        terms = sorted(self._terms, key=str.encode)
        write_strings((term.encode() for term in terms), self._folder / "terms.txt")
        rank: npt.NDArray[np.int64] = np.empty(len(terms), dtype=np.int64)
        rank[[self._terms[term] for term in terms]] = np.arange(len(terms))
        self._terms.clear()
        keys = rank[np.frombuffer(self._tokens, dtype=np.intc)] if len(self._tokens) else np.empty(0, dtype=np.int64)
        keys <<= 32
        keys += np.repeat(np.arange(self.passages), np.frombuffer(self._lengths, dtype=np.uintc))
        keys.sort()
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        counts = np.minimum(np.diff(first, append=len(keys)), np.iinfo(np.uint16).max).astype(np.uint16)
        keys = keys[first]
        starts = np.zeros(len(terms) + 1, dtype=np.int64)
        np.cumsum(np.bincount(keys >> 32, minlength=len(terms)), out=starts[1:])
        np.save(self._folder / "postings.npy", (keys & 0xFFFFFFFF).astype(np.int32), allow_pickle=False)
        np.save(self._folder / "counts.npy", counts, allow_pickle=False)
        np.save(self._folder / "postings.starts.npy", starts, allow_pickle=False)
        return len(keys)
