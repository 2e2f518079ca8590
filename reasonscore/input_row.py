"""What a caller may give for a row: a JSON object, a record, or a bare response."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from reasonscore.block import Item, failed, parse_item
from reasonscore.errors import InputError
from reasonscore.record import Passage, Record, Row, parse_record

InputRow: TypeAlias = Mapping[str, Any] | Record | str
"""A JSON object in the record format, a record, or a response alone."""

_OURS = ("response", "question", "evidence", "answers", "options", "steps")


def parse_input(given: object, line: int | None = None) -> Item:
    """The record of what a caller gave, or its failure.

    >>> parse_input("Start aspirin.").response
    'Start aspirin.'
    >>> parse_input('{"response": "Start aspirin."}').message
    'found a line of JSON, expected an object; decode it first (json.loads)'
    """
    if isinstance(given, Record):
        try:
            return _held(given)
        except InputError as error:
            return failed({"id": given.id} | dict(given.row), error, line)
    if not isinstance(given, str):
        return parse_item(given, line)
    if _is_line(given):
        return failed(None, InputError("found a line of JSON, expected an object; decode it first (json.loads)"), line)
    return parse_item({"response": given}, line)


def record_row(record: Record) -> dict[str, Any]:
    """The JSON object that describes a record: its fields, and those of its row that are not ours.

    >>> record_row(Record("c1", "Start aspirin.", gold_answers=("MI",)))
    {'id': 'c1', 'response': 'Start aspirin.', 'reference': {'answer': ['MI']}}
    """
    row = {name: value for name, value in record.row.items() if name not in (*_OURS, "reference")}
    row |= {"id": record.id} | {name: getattr(record, name) for name in _OURS if getattr(record, name) is not None}
    reference = dict(record.row.get("reference") or {}) | {"answer": record.gold_answers}
    reference |= {"reasoning": record.gold_reasoning}
    row["reference"] = {name: _plain(value) for name, value in reference.items() if value is not None}
    return {name: _plain(value) for name, value in row.items() if name != "reference" or value}


def _held(record: Record) -> Record:
    """The record with a row that says the same, held against the format; one that was read goes as it came.

    Raises:
        InputError: Where a field is not what the format wants.
    """
    return record if _describes(record.row, record) else parse_record(record_row(record))


def _describes(row: Row, record: Record) -> bool:
    """Whether a row says what the record says; not where fields were replaced, nor for a row of other fields alone."""
    if str(row.get("id", record.id)) != record.id:
        return False
    try:
        return replace(parse_record(row), id=record.id) == record
    except InputError:
        return False


def _plain(value: object) -> object:
    """Tuples as the lists of JSON, passages as its objects."""
    if isinstance(value, Passage):
        return value.to_row()
    return [_plain(item) for item in value] if isinstance(value, tuple | list) else value


def _is_line(text: str) -> bool:
    """True for a JSON object that nobody decoded: not for a response that is JSON itself."""
    stripped = text.strip()
    if not (stripped.startswith("{") and stripped.endswith("}") and '"response"' in stripped):
        return False
    try:
        found: Row | object = json.loads(stripped)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, Mapping) and "response" in found
