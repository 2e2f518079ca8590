"""Chunks: consecutive lines of the input that are worked on together, before they are parsed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from reasonscore.errors import ReasonScoreError
from reasonscore.jsonl import RawLine

LARGEST = 8 * 1024 * 1024
"""Bytes of lines after which a chunk ends, however few they are: what is in flight must stay small."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that are worked on together; what they give depends on them alone.

    Args:
        index: Its place in the input, from 0.
        lines: The lines, at least one.
    """

    index: int
    lines: tuple[RawLine, ...]

    def digest(self) -> str:
        """The start of a hash of all that the lines hold."""
        found = blake2b(digest_size=12)
        for line in self.lines:
            found.update(b"%d:%d:" % (line.number, line.size))
            found.update(line.content)
        return found.hexdigest()


def chunks(lines: Iterable[RawLine], rows: int, limit: int | None = None) -> Iterator[Chunk]:
    """Consecutive lines in chunks of `rows`, or of fewer where they are long.

    Args:
        lines: The lines of the input. Where reading them fails, the lines before come as a last chunk, then the error.
        rows: Lines a chunk.
        limit: Lines to take; None for all.

    Raises:
        ReasonScoreError: What reading the lines raised, after the chunk before.

    >>> [len(chunk.lines) for chunk in chunks((RawLine(n, b"{}", 2) for n in range(5)), 2)]
    [2, 2, 1]
    """
    index, held, size, taken = 0, list[RawLine](), 0, 0
    torn: ReasonScoreError | None = None
    rest = iter(lines)
    while limit is None or taken < limit:
        try:
            line = next(rest, None)
        except ReasonScoreError as error:
            line, torn = None, error
        if line is None:
            break
        held.append(line)
        taken, size = taken + 1, size + len(line.content)
        if len(held) == rows or size >= LARGEST:
            yield Chunk(index, tuple(held))
            index, held, size = index + 1, [], 0
    if held:
        yield Chunk(index, tuple(held))
    if torn is not None:
        raise torn
