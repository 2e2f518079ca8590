"""`--field response=output`: where the input has another name for a field of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import click

from reasonscore.aggregate.field_path import field_value

KNOWN = ("id", "question", "response", "reference", "evidence", "answers", "options", "steps", "claim")

REFERENCE = ("answer", "reasoning")
OUTPUT = ("claims", "references")
"""Fields of output rows that are near to fields of input rows."""
NEAR = 0.86
"""Least likeness of a misspelt name: `referece` is one of `reference`, and `question_id` none of `question`."""


@dataclass(frozen=True)
class FieldMap:
    """Pairs of our path and the input's path, both dotted; theirs as `field_value` reads it, list indices included."""

    pairs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()

    def rename(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The row with our fields set from theirs; theirs stay, and a path that a row lacks sets nothing.

        >>> parse_fields(["reference.answer=gold"]).rename({"gold": "MI"})
        {'gold': 'MI', 'reference': {'answer': 'MI'}}
        >>> parse_fields(["response=choices.0.text"]).rename({"choices": [{"text": "MI."}]})["response"]
        'MI.'
        """
        out = dict(row)
        for ours, theirs in self.pairs:
            found = field_value(row, ".".join(theirs))
            if found is not None:
                _put(out, ours, found)
        return out

    def found_in(self, row: Mapping[str, Any]) -> list[str]:
        """Those of their paths that a row has.

        >>> parse_fields(["reference.answer=gold", "id=case.number"]).found_in({"gold": "MI"})
        ['gold']
        """
        names = [".".join(theirs) for _, theirs in self.pairs]
        return [name for name in names if field_value(row, name) is not None]

    def near_misses(self, row: Mapping[str, Any]) -> list[tuple[str, str]]:
        """The fields of a row that look as if one of ours was meant, each with ours; nothing else would say so.

        >>> parse_fields([]).near_misses({"respones": "x", "answer": "MI", "question_id": 5})
        [('respones', 'response'), ('answer', 'reference.answer')]
        """
        taken = {name for _, theirs in self.pairs for name in (theirs[0], ".".join(theirs))}
        reference = row.get("reference")
        inner = reference if isinstance(reference, Mapping) else {}
        found = []
        for name in row:
            if name in REFERENCE and name not in taken and name not in inner:
                found.append((name, f"reference.{name}"))
            elif name not in (*KNOWN, *OUTPUT) and name not in taken:
                found += [(name, ours) for ours in get_close_matches(str(name), KNOWN, n=1, cutoff=NEAR)]
        for name in inner:
            if name not in REFERENCE:
                close = get_close_matches(str(name), REFERENCE, n=1, cutoff=NEAR)
                found += [(f"reference.{name}", f"reference.{ours}") for ours in close]
        return found


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


def _refused(message: str) -> click.BadParameter:
    return click.BadParameter(message, param_hint="'--field'")


def _put(row: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for key in path[:-1]:
        inner = row.get(key)
        row[key] = dict(inner) if isinstance(inner, Mapping) else {}
        row = row[key]
    row[path[-1]] = value
