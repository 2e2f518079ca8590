"""Replacement: some tokens of a clause go, and others stand in their place."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reasonscore.decompose.clauses.clause import Token


def replaced(tokens: Sequence[Token], gone: Collection[int], own: Sequence[Token]) -> list[Token]:
    """The tokens with those that go replaced by `own`, which stand where the first of them stood.

    >>> replaced([0, 1, 2, 3], {1, 2}, [7])
    [0, 7, 3]
    """
    kept: list[Token] = []
    placed = False
    for token in tokens:
        if not (isinstance(token, int) and token in gone):
            kept.append(token)
        elif not placed:
            kept += own
            placed = True
    return kept
