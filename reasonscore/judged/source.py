"""Sources of judged records: JSON Lines, a JSON list or object, CSV, or a folder of JSON files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple

from reasonscore.csv_cell import long_cells
from reasonscore.errors import ReasonScoreError
from reasonscore.jsonl import damages, open_bytes, parse_line, raw_lines
from reasonscore.kind import kind_of

WHOLE_FILE = (".json", ".json.gz", ".json.zst")
LARGEST_WHOLE = 256 * 1024 * 1024
"""Bytes of a file that is not read line by line, once unpacked: all of it is held in memory."""

_NO_NUMBERS = (b"NaN", b"Infinity")

JSON_FILE = (*WHOLE_FILE, ".jsonl", ".jsonl.gz", ".jsonl.zst")


class Item(NamedTuple):
    """One record of a file.

    Args:
        where: File and line, index or key: how problems name it.
        key: Name that the file gives it (the key of an object, the stem of a file), empty where it has none.
        value: The decoded value; None where it could not be decoded.
        error: Why it could not.
    """

    where: str
    key: str
    value: Any
    error: str = ""


def read_items(path: Path) -> Iterator[Item]:
    """The records of a file, or of all `.json` and `.jsonl` files of a folder in the order of their paths.

    A JSON list gives one item an element, any other JSON value is one item.

    Raises:
        ReasonScoreError: Where there is no such file, or a folder holds no JSON.
    """
    if path.is_dir():
        files = sorted(file for file in path.rglob("*.json*") if file.is_file() and file.name.endswith(JSON_FILE))
        if not files:
            raise ReasonScoreError(f"{path} holds no .json or .jsonl file")
        for file in files:
            yield from _read_file(file, file.relative_to(path).as_posix())
    else:
        yield from _read_file(path, path.name)


def read_text(path: Path) -> str:
    """The text of a file, unpacked by its suffix, undecodable bytes replaced.

    Raises:
        ReasonScoreError: Where it cannot be read, or is larger than what is held in memory at once.
    """
    try:
        with open_bytes(path) as handle:
            content = handle.read(LARGEST_WHOLE + 1)
    except damages() as error:
        raise ReasonScoreError(f"cannot read {path}: {error}") from error
    if len(content) > LARGEST_WHOLE:
        raise ReasonScoreError(
            f"{path} has more than {LARGEST_WHOLE:,} bytes (unpacked), the most that is read as one document; split "
            "it, or write one object a line (.jsonl), which has no bound"
        )
    return content.decode("utf-8-sig", errors="replace")


def _read_file(path: Path, name: str) -> Iterator[Item]:
    if name.endswith(WHOLE_FILE):
        yield from _read_json(path, name)
    elif name.endswith((".csv", ".csv.gz", ".tsv")):
        text = io.StringIO(read_text(path), newline="")
        reader = csv.DictReader(text, delimiter="\t" if ".tsv" in name else ",")
        try:
            with long_cells():
                for row in reader:
                    value = {key: value for key, value in row.items() if key is not None}
                    yield Item(f"{name}:{reader.line_num}", "", value)
        except csv.Error as broken:
            told = f"not valid CSV: {broken}; the rest of the file is not read"
            yield Item(f"{name}:{reader.line_num}", "", None, told)
    else:
        for raw in raw_lines(path):
            line = parse_line(*raw)
            content = line.row
            if line.error and raw.size == len(raw.content) and any(word in raw.content for word in _NO_NUMBERS):
                # Python writes such numbers unless it is told not to; one of them must not cost the record.
                content = _without_constants(raw.content)
            error = str(line.error.message) if line.error and content is None else ""
            yield Item(f"{name}:{line.number}", "", content, error)


def _read_json(path: Path, name: str) -> Iterator[Item]:
    stem = Path(name).name.split(".json")[0]
    try:
        content = json.loads(read_text(path), parse_constant=_null, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        yield Item(name, stem, None, f"not valid JSON ({type(error).__name__})")
        return
    if isinstance(content, list):
        for index, value in enumerate(content):
            yield Item(f"{name}[{index}]", "", value)
    else:
        yield Item(name, stem, content)


def _without_constants(content: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_constant=_null, parse_float=_finite)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _null(name: str) -> None:
    """What NaN and Infinity stand for: a number that is not there."""


def _finite(text: str) -> float | None:
    return number if isfinite(number := float(text)) else None


def keyed_items(item: Item) -> Iterator[Item]:
    """The entries of an object that maps ids to records, or the item itself where it is a record.

    >>> [found.key for found in keyed_items(Item("f", "f", {"PMC1": {"id": 1}, "PMC2": {"id": 2}}))]
    ['PMC1', 'PMC2']
    """
    value = item.value
    if isinstance(value, Mapping) and value and all(isinstance(entry, Mapping) for entry in value.values()):
        for key, entry in value.items():
            yield Item(f"{item.where}.{key}", str(key), entry)
    else:
        yield item


def expect_object(item: Item) -> str:
    """Why the item is not a JSON object; empty where it is one."""
    if item.error:
        return item.error
    return "" if isinstance(item.value, Mapping) else f"found {kind_of(item.value)}, expected an object"
