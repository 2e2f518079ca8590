"""Cells: the readings of one phrase in one scope, and what several of them say together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reasonscore.span import Piece
from reasonscore.verify.trial.clause import Clause
from reasonscore.verify.trial.scope import Scope
from reasonscore.verify.trial.value import Value, outcome_names, outcome_values, size_values, values


class Answer(NamedTuple):
    """Whether a clause holds, and the record's lines that say so."""

    holds: bool
    pieces: tuple[Piece, ...]


Cell = list[Value]
"""The readings of one phrase in one scope."""


_SIZE = frozenset({"size", "cohort size", "sample size", "patients", "sizes"})


def cell(scope: Scope, phrase: str | None) -> Cell:
    """What a scope has of a phrase; None is the outcome itself."""
    if phrase in _SIZE:
        return size_values(scope)
    return outcome_values(scope) if phrase is None else values(scope, phrase)


def names_of(clause: Clause, scope: Scope) -> list[str | None]:
    """The phrases of a clause as lines of a trial; several that only together name an outcome are one."""
    names = [name for name, _ in clause.phrases]
    if not names and scope.trial.kind == "events":
        return ["size"] if clause.people else []
    if scope.trial.kind == "outcome":
        return outcome_names(scope.trial, names) if names else [None] if clause.judging else []
    return list(names)


def agreed(results: Iterable[bool | None]) -> bool | None:
    """What all readings say."""
    found = set(results)
    return found.pop() if len(found) == 1 else None


def pieces_of(cells: Iterable[Cell]) -> tuple[Piece, ...]:
    """The lines that say it, in order."""
    return tuple(sorted({piece for cell in cells for value in cell for piece in value.pieces}))


def all_of(parts: Sequence[bool | None]) -> bool | None:
    """Whether all hold: one that does not is enough, one that is open leaves the rest open."""
    if any(part is False for part in parts):
        return False
    return None if any(part is None for part in parts) or not parts else True


def any_of(parts: Sequence[bool | None]) -> bool | None:
    """Whether one holds: one that does is enough."""
    if any(part is True for part in parts):
        return True
    return None if any(part is None for part in parts) or not parts else False
