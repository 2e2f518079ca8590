"""Cells of CSV files: Python's reader refuses long ones, and case reports are long."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST_CELL = 16 * 1024 * 1024
"""Characters of a cell that is read; Python's own limit is 131,072."""


@contextmanager
def long_cells() -> Iterator[None]:
    """Cells of up to `LONGEST_CELL` characters can be read meanwhile.

    >>> with long_cells():
    ...     [len(cell) for cell in next(csv.reader(["a," + "b" * 200_000]))]
    [1, 200000]
    """
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)
