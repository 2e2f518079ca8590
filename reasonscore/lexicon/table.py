"""Tables of concepts: the compiled one that is embedded, and a user's own.

A user's table is a tab-separated file with a header line naming its columns: `kind`, `name`, `forms` and, where wanted,
`broader`. `forms` and `broader` hold any number of terms separated by `|`.

    kind	name	forms	broader
    drug	zilebesiran	ALN-AGT01	antihypertensives
    disease	anti-NMDA receptor encephalitis	NMDAR encephalitis	encephalitis
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reasonscore.errors import InputError, ResourceError
from reasonscore.lexicon.concept import KINDS
from reasonscore.resource import resource_bytes

_REQUIRED = ("kind", "name", "forms")
_KNOWN = (*_REQUIRED, "broader")


@dataclass(frozen=True, slots=True)
class Row:
    """One concept of a table: canonical name, other forms and names of what it belongs to."""

    line: int
    kind: str
    name: str
    forms: tuple[str, ...]
    broader: tuple[str, ...] = ()


def read_table(path: Path) -> list[Row]:
    """The rows of a user's table.

    Raises:
        InputError: Where the file or a cell is not what it should be; with line and column.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        raise InputError(f"the lexicon table {path} does not exist; give the path of a tab-separated file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the lexicon table {path} cannot be read as UTF-8 text: {error}") from error
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.lstrip().startswith("#")]
    if not numbered:
        raise InputError(f"the lexicon table {path} is empty; its first line names the columns {', '.join(_KNOWN)}")
    first, header = numbered[0]
    columns = [cell.strip().lower() for cell in header.split("\t")]
    _check_header(path, first, columns)
    return [_row(path, number, columns, line) for number, line in numbered[1:]]


def _check_header(path: Path, line: int, columns: list[str]) -> None:
    for place, column in enumerate(columns, 1):
        if column not in _KNOWN:
            raise InputError(
                f"{path}, column {place}: found the heading '{column}', expected one of {', '.join(_KNOWN)}"
                " (separated by tabs); rename or remove the column",
                line=line,
            )
        if columns.index(column) != place - 1:
            raise InputError(f"{path}, column {place}: the heading '{column}' stands twice; remove one", line=line)
    missing = [column for column in _REQUIRED if column not in columns]
    if missing:
        raise InputError(
            f"{path}: the heading lacks {', '.join(missing)}; the first line must name kind, name and forms,"
            " separated by tabs",
            line=line,
        )


def _row(path: Path, number: int, columns: list[str], line: str) -> Row:
    cells = line.split("\t")
    if len(cells) > len(columns):
        raise InputError(
            f"{path}, column {len(columns) + 1}: found {len(cells)} cells, expected {len(columns)};"
            " remove the surplus tab",
            line=number,
        )
    values = dict(zip(columns, cells, strict=False))
    kind = values.get("kind", "").strip().lower()
    if kind not in KINDS:
        raise InputError(
            f"{path}, column {columns.index('kind') + 1}: found the kind '{kind}', expected one of {', '.join(KINDS)}",
            line=number,
        )
    name = " ".join(values.get("name", "").split())
    if not any(letter.isalnum() for letter in name):
        raise InputError(
            f"{path}, column {columns.index('name') + 1}: the name is empty; give the canonical name", line=number
        )
    return Row(number, kind, name, terms(values.get("forms", "")), terms(values.get("broader", "")))


def terms(cell: str) -> tuple[str, ...]:
    """The terms of a cell, with white space normalised and empty ones dropped."""
    return tuple(term for term in (" ".join(part.split()) for part in cell.split("|")) if term)


def resource_lines(name: str) -> Iterator[str]:
    """The lines of an embedded lexicon file that are neither empty nor comments.

    Raises:
        ResourceError: Where the file is missing or damaged.
    """
    data = resource_bytes(f"lexicon/{name}")
    try:
        text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ResourceError(f"the lexicon file {name} cannot be read ({error}); reinstall reasonscore") from error
    return (line for line in text.split("\n") if line and not line.startswith("#"))
