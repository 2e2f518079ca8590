"""A grid of text cells: drawn by rich on a terminal, in plain characters elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from textwrap import wrap

NARROWEST = 12
"""Width below which a column is not made narrower."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Headers and rows of text.

    Args:
        headers: One a column.
        rows: One cell a column.
        right: Columns whose cells are set to the right.
        wraps: The column whose cells may be broken over lines; None for none.
    """

    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: Collection[int] = ()
    wraps: int | None = None


def grid_width(grid: Grid) -> int:
    """How wide the grid is where no cell is broken."""
    widths = _widths(grid)
    return sum(widths) + 3 * len(widths) - 1


def render_grid(grid: Grid, width: int | None = None, color: bool = False, ascii_only: bool = False) -> str:
    """The grid as text without trailing spaces.

    No cell is ever cut off: where the grid is too wide, the cells of its `wraps` column are broken over lines, and
    where that does not suffice, each row becomes a paragraph.

    >>> print(render_grid(Grid(["id", "n"], [["a", "10"], ["b", "2"]], right={1})))
     id |  n
    ----+----
     a  | 10
     b  |  2
    >>> print(render_grid(Grid(["id", "n"], [["first", "10"]]), width=9))
    first
      n 10
    """
    natural = grid_width(grid)
    if width is None or natural <= width:
        return _rich(grid, natural, color, ascii_only) if color else _plain(grid)
    if grid.wraps is not None and natural - _widths(grid)[grid.wraps] + NARROWEST <= width:
        return _rich(grid, width, color, ascii_only)
    return _stacked(grid, width)


def _widths(grid: Grid) -> list[int]:
    return [max(map(len, column)) for column in zip(grid.headers, *grid.rows, strict=True)]


def _plain(grid: Grid) -> str:
    widths = _widths(grid)

    def line(cells: Sequence[str]) -> str:
        sides = (
            cell.rjust(size) if index in grid.right else cell.ljust(size)
            for index, (cell, size) in enumerate(zip(cells, widths, strict=True))
        )
        return (" " + " | ".join(sides)).rstrip()

    rule = "+".join("-" * (size + 2) for size in widths)
    return "\n".join([line(grid.headers), rule, *map(line, grid.rows)])


def _stacked(grid: Grid, width: int) -> str:
    paragraphs = []
    for first, *others in grid.rows:
        told = ", ".join(f"{name} {cell}" for name, cell in zip(grid.headers[1:], others, strict=True) if cell)
        indent = {"initial_indent": "  ", "subsequent_indent": "  "}
        paragraphs += [first, *wrap(told, max(width, 20), break_long_words=False, **indent)]  # type: ignore[arg-type]
    return "\n".join(paragraphs)


def _rich(grid: Grid, width: int, color: bool, ascii_only: bool) -> str:
    from io import StringIO

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    lines = box.ASCII_DOUBLE_HEAD if ascii_only else box.SIMPLE_HEAD
    table = Table(box=lines, header_style="bold" if color else "", pad_edge=False, show_edge=False)
    for index, header in enumerate(grid.headers):
        table.add_column(
            Text(header),
            justify="right" if index in grid.right else "left",
            no_wrap=index != grid.wraps,
            overflow="fold",
            style="bold cyan" if color and index == 0 else "",
        )
    for row in grid.rows:
        table.add_row(*(Text(cell) for cell in row))
    target = StringIO()
    console = Console(file=target, width=width, force_terminal=color, color_system="standard" if color else None)
    console.print(table)
    return "\n".join(line.rstrip() for line in target.getvalue().strip("\n").splitlines())
