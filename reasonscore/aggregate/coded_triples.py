"""Triples of numbers in rows, each distinct one held once: what a column keeps of its scores."""

from __future__ import annotations

import math
from array import array
from collections import Counter

Triple = tuple[float | None, float | None, float | None]
"""Value, numerator, denominator."""

MOST = 1 << 14
"""Distinct triples that are told apart by a code; a column with more of them holds its numbers row by row."""


class CodedTriples:
    """A list of triples that can only grow.

    >>> triples = CodedTriples()
    >>> triples.append((0.5, 1.0, 2.0)), triples.append((None, None, None)), triples.append((0.5, 1.0, 2.0))
    (None, None, None)
    >>> triples.column(1).tolist(), triples.counts()
    ([1.0, nan, 1.0], {(0.5, 1.0, 2.0): 2, (None, None, None): 1})
    """

    def __init__(self) -> None:
        self._kinds: dict[Triple, int] = {}
        self._codes: array[int] | None = array("B")
        self._plain = (array("d"), array("d"), array("d"))

    def __len__(self) -> int:
        return len(self._plain[0]) if self._codes is None else len(self._codes)

    def append(self, triple: Triple) -> None:
        """Add a row."""
        codes = self._codes
        if codes is not None:
            code = self._kinds.setdefault(triple, len(self._kinds))
            if code == 256 and codes.typecode == "B":
                self._codes = codes = array("H", codes)
            if code < MOST:
                codes.append(code)
                return
            self._plain = (self.column(0), self.column(1), self.column(2))
            self._codes, self._kinds = None, {}
        for numbers, number in zip(self._plain, triple, strict=True):
            numbers.append(math.nan if number is None else number)

    def column(self, place: int) -> array[float]:
        """One number of each row, NaN where it is absent."""
        if self._codes is None:
            return self._plain[place]
        numbers = [math.nan if kind[place] is None else kind[place] for kind in self._kinds]
        return array("d", (numbers[code] for code in self._codes))  # type: ignore[misc]

    def counts(self) -> dict[Triple, int] | None:
        """How many rows have each triple, in order of appearance; None where they are too many to be told apart."""
        if self._codes is None:
            return None
        found = Counter(self._codes)
        return {kind: found[code] for kind, code in self._kinds.items()}
