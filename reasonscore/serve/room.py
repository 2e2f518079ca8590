"""Room: how much of something is held at once, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Room:
    """A bounded amount, taken and given back on one event loop.

    Args:
        most: What may be held at the same time.

    >>> room = Room(2)
    >>> with room.take(2):
    ...     room.fits(1)
    False
    >>> room.taken
    0
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.taken = 0

    def fits(self, amount: int) -> bool:
        """Whether there is room for that much more."""
        return self.taken + amount <= self.most

    @contextmanager
    def take(self, amount: int) -> Iterator[None]:
        """Holds that much as long as the block runs; the caller asked `fits` before."""
        self.taken += amount
        try:
            yield
        finally:
            self.taken -= amount
