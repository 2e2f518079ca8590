"""Which passages were seen before: a set of 64-bit digests in eight bytes each.

Two different passages share a digest once in about 10^12 pairs per million passages; the later one would be dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def passage_digest(title: str | None, text: str) -> int:
    """A number that passages share when title and text are equal but for white space."""
    content = f"{' '.join((title or '').split())}\n{' '.join(text.split())}"
    return int.from_bytes(blake2b(content.encode(), digest_size=8).digest(), "little")


class SeenDigests:
    """Digests in sorted runs; a run is merged into its neighbour once it is as long, as in a log-structured tree.

    >>> seen = SeenDigests()
    >>> [seen.add([5, 7, 5]), seen.add([7, 9])]
    [[True, True, False], [False, True]]
    """

    def __init__(self) -> None:
        self._runs: list[npt.NDArray[np.uint64]] = []

    def __len__(self) -> int:
        return sum(len(run) for run in self._runs)

    def add(self, digests: Sequence[int] | npt.NDArray[np.uint64]) -> list[bool]:
        """For each digest whether it is new, the first of equal ones being the new one; all are then seen."""
        import numpy as np

        values = np.asarray(digests, dtype=np.uint64)
        new = np.zeros(len(values), dtype=bool)
        distinct, first = np.unique(values, return_index=True)
        new[first] = True
        for run in self._runs:
            position = np.minimum(np.searchsorted(run, values), len(run) - 1)
            new &= run[position] != values
        fresh = np.sort(values[new]) if len(distinct) != new.sum() else distinct
        if len(fresh):
            self._runs.append(fresh)
        while len(self._runs) > 1 and len(self._runs[-2]) <= 2 * len(self._runs[-1]):
            self._runs[-2:] = [np.sort(np.concatenate(self._runs[-2:]))]
        return [bool(item) for item in new]
