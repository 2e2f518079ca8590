"""`--field response=output`: where the input has another name for a field of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import click

KNOWN = ("id", "question", "response", "reference", "evidence", "answers", "options", "steps", "claim")


@dataclass(frozen=True)
class FieldMap:
    """Pairs of our path and the input's path, both dotted."""

    pairs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()

    def rename(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The row with our fields set from theirs; theirs stay, and a path that a row lacks sets nothing.

        >>> parse_fields(["reference.answer=gold"]).rename({"gold": "MI"})
        {'gold': 'MI', 'reference': {'answer': 'MI'}}
        """
        out = dict(row)
        for ours, theirs in self.pairs:
            found = _get(row, theirs)
            if found is not None:
                _put(out, ours, found)
        return out

    def found_in(self, row: Mapping[str, Any]) -> list[str]:
        """Those of their paths that a row has.

        >>> parse_fields(["reference.answer=gold", "id=case.number"]).found_in({"gold": "MI"})
        ['gold']
        """
        return [".".join(theirs) for _, theirs in self.pairs if _get(row, theirs) is not None]


def parse_fields(options: list[str] | tuple[str, ...]) -> FieldMap:
    """The map of repeated `ours=theirs` options.

    Raises:
        click.BadParameter: Where an option is not of that form, or ours is no field of the record format.
    """
    pairs = []
    for option in options:
        ours, equals, theirs = option.partition("=")
        if not equals or not ours or not theirs:
            raise _refused(f"found '{option}', expected OURS=THEIRS, for example response=output")
        if ours.split(".")[0] not in KNOWN:
            raise _refused(f"found '{ours}', expected one of {', '.join(KNOWN)} (or a path below reference)")
        pairs.append((tuple(ours.split(".")), tuple(theirs.split("."))))
    return FieldMap(tuple(pairs))


def _get(row: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    found: Any = row
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _refused(message: str) -> click.BadParameter:
    return click.BadParameter(message, param_hint="'--field'")


def _put(row: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for key in path[:-1]:
        inner = row.get(key)
        row[key] = dict(inner) if isinstance(inner, Mapping) else {}
        row = row[key]
    row[path[-1]] = value
