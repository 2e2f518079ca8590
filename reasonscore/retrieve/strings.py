"""Many strings in one mapped file: a blob of UTF-8 and the offsets of its items."""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import overload

_REMEMBERED = 1 << 15
"""Look-ups that are kept: the words of claims repeat."""


class MappedStrings(Sequence[bytes]):
    """The items of a file that `write_strings` wrote, read from the map when they are asked for.

    Args:
        path: The blob; its offsets lie beside it, with `.starts.npy` for `.txt`.
    """

    def __init__(self, path: Path) -> None:
        import numpy as np

        # A memory view gives plain integers, many times faster than an array does one at a time.
        self._starts = np.asarray(np.load(starts_path(path), mmap_mode="r", allow_pickle=False)).data
        with path.open("rb") as handle:
            # An empty file cannot be mapped.
            empty = path.stat().st_size == 0
            self._found: dict[bytes, int] = {}
            self._blob = b"" if empty else mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, index: int) -> bytes: ...
    @overload
    def __getitem__(self, index: slice) -> list[bytes]: ...
    def __getitem__(self, index: int | slice) -> bytes | list[bytes]:
        if isinstance(index, slice):
            return [self[position] for position in range(*index.indices(len(self)))]
        return self._blob[self._starts[index] : self._starts[index + 1]]

    def find(self, item: str) -> int:
        """The position of an item in a sorted file; -1 where it is not there."""
        wanted = item.encode()
        found = self._found.get(wanted)
        if found is None:
            position = bisect_left(self, wanted)
            found = position if position < len(self) and self[position] == wanted else -1
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[wanted] = found
        return found


def write_strings(items: Iterable[bytes], path: Path) -> None:
    """Write the items one after the other, and where each starts."""
    import numpy as np

    starts = [0]
    with path.open("wb") as handle:
        for item in items:
            handle.write(item)
            starts.append(starts[-1] + len(item))
    np.save(starts_path(path), np.array(starts, dtype=np.int64), allow_pickle=False)


def starts_path(path: Path) -> Path:
    """Where the offsets of a blob are kept."""
    return path.with_name(f"{path.stem}.starts.npy")
