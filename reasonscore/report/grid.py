"""A grid of text cells: drawn by rich on a terminal, in plain characters elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grid:
    """Headers and rows of text.

    Args:
        headers: One a column.
        rows: One cell a column.
        right: Columns whose cells are set to the right.
        wraps: The column that may be broken over lines first; None for the first one.
    """

    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: Collection[int] = ()
    wraps: int | None = None


def render_grid(grid: Grid, width: int | None = None, color: bool = False, ascii_only: bool = False) -> str:
    """The grid as text without trailing spaces; no wider than `width` where cells can be broken.

    >>> print(render_grid(Grid(["id", "n"], [["a", "10"], ["b", "2"]], right={1})))
     id |  n
    ----+----
     a  | 10
     b  |  2
    """
    widths = [max(map(len, column)) for column in zip(grid.headers, *grid.rows, strict=True)]
    natural = sum(widths) + 3 * len(widths) - 1
    if not color and (width is None or natural <= width):
        return _plain(grid, widths)
    return _rich(grid, width if width is not None else natural + 2, color, ascii_only)


def _plain(grid: Grid, widths: Sequence[int]) -> str:
    def line(cells: Sequence[str]) -> str:
        sides = (
            cell.rjust(size) if index in grid.right else cell.ljust(size)
            for index, (cell, size) in enumerate(zip(cells, widths, strict=True))
        )
        return (" " + " | ".join(sides)).rstrip()

    rule = "+".join("-" * (size + 2) for size in widths)
    return "\n".join([line(grid.headers), rule, *map(line, grid.rows)])


def _rich(grid: Grid, width: int, color: bool, ascii_only: bool) -> str:
    from io import StringIO

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=box.ASCII if ascii_only else box.SIMPLE_HEAD, header_style="bold" if color else "", pad_edge=False
    )
    breaks = grid.wraps if grid.wraps is not None else 0
    for index, header in enumerate(grid.headers):
        table.add_column(
            Text(header),
            justify="right" if index in grid.right else "left",
            no_wrap=index != breaks,
            overflow="fold",
            style="bold cyan" if color and index == 0 else "",
        )
    for row in grid.rows:
        table.add_row(*(Text(cell) for cell in row))
    target = StringIO()
    console = Console(
        file=target, width=max(width, 20), force_terminal=color, color_system="standard" if color else None
    )
    console.print(table)
    return "\n".join(line.rstrip() for line in target.getvalue().strip("\n").splitlines())
