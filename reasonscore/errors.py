"""Errors that a user can act on.

    ReasonScoreError
    ├── InputError            a row or file is not what it should be: line, field, found, expected
    ├── UnknownNameError      a metric, backend or format that nobody registered; lists close matches
    ├── ResourceError         an embedded or given resource is missing or damaged
    └── MissingExtraError     an optional dependency is not installed; carries the install line

Messages say where, what was found, what was expected and what to do next. They never quote clinical text.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class ReasonScoreError(Exception):
    """Any failure that is explained to the user without a traceback."""


class InputError(ReasonScoreError):
    """A row that cannot be read.

    Args:
        message: What was found and what was expected.
        field: Dotted path of the field, for example `reference.reasoning[2]`; None for the row as a whole.
        line: Line number in the file, from 1.
    """

    def __init__(self, message: str, *, field: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.line = line

    def __str__(self) -> str:
        where = [f"line {self.line}" if self.line is not None else "", f"field '{self.field}'" if self.field else ""]
        place = ", ".join(part for part in where if part)
        return f"{place}: {self.message}" if place else self.message


class UnknownNameError(ReasonScoreError):
    """A name that is in no registry.

    Args:
        kind: What was looked up, for example `metric`.
        name: What the user wrote.
        known: The registered names.
        meant: Those that go by this name elsewhere, where that is known.

    >>> str(UnknownNameError("metric", "recal", ["nDCG", "Recall"]))
    "unknown metric 'recal'; did you mean Recall?"
    """

    def __init__(self, kind: str, name: str, known: Iterable[str], meant: Iterable[str] = ()) -> None:
        names = sorted(known)
        folded = {other: other.casefold() for other in names}
        wanted = name.strip().casefold()
        close = list(meant) or [other for other in names if folded[other] == wanted]
        # A misspelt name and one in another case look alike to a person.
        near = [] if close else get_close_matches(wanted, folded.values(), n=3, cutoff=0.5)
        close = close or [other for one in dict.fromkeys(near) for other in names if folded[other] == one][:3]
        hint = f"did you mean {', '.join(close)}?" if close else f"known: {', '.join(names)}"
        super().__init__(f"unknown {kind} '{name}'; {hint}")
        self.kind = kind
        self.name = name
        self.known = tuple(names)
        self.meant = tuple(meant)

    def __reduce__(self) -> tuple[type[UnknownNameError], tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
        # Exceptions are rebuilt from their message alone, which these arguments are not: without this, one raised in
        # a worker takes the whole process pool with it.
        return type(self), (self.kind, self.name, self.known, self.meant)


class ResourceError(ReasonScoreError):
    """A model, index or table that is missing or damaged."""


class MissingExtraError(ReasonScoreError):
    """An optional dependency that is not installed.

    Args:
        what: What needs it.
        extra: The extra of this package that brings it.
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an extra that is not installed: pip install 'reasonscore[{extra}]'")
        self.what = what
        self.extra = extra

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        # See UnknownNameError.
        return type(self), (self.what, self.extra)
