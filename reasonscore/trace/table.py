"""Tables of the trace stage: words and phrases per language, read once from the resources package."""

from __future__ import annotations

from functools import cache

from reasonscore.errors import ResourceError
from reasonscore.resource import resource_text


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a tab-separated table without its header line and its comments.

    Args:
        name: File name in the trace resources.

    Raises:
        ResourceError: Where the table is missing or a row has another number of columns than the header.
    """
    text = resource_text(f"trace/{name}")
    rows = [tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#")]
    for number, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise ResourceError(f"trace/{name}: row {number} has {len(row)} columns, expected {len(rows[0])}")
    return tuple(rows[1:])
