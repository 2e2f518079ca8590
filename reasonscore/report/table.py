"""The summary table that a person reads: estimate, interval, what was scored, what was counted, the signature."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reasonscore.aggregate.estimate import Estimate
from reasonscore.report.grid import Grid, grid_width, render_grid
from reasonscore.verify.verdict import LABELS

ARROWS = {"higher": "↑", "lower": "↓", "none": " "}
ASCII_ARROWS = {"higher": "^", "lower": "v", "none": " "}
SHORT = {"Supported": "Supp.", "Contradicted": "Contr.", "Unverifiable": "Unver.", "Not judged": "Unj."}
"""Headers for narrow terminals."""

REASONS_SHOWN = 3
"""Reasons for absent values that are named in the table; the other formats list all of them."""


class Look(NamedTuple):
    """How a table is drawn.

    Args:
        width: Columns of the terminal; None lets every cell have its full width.
        color: Whether escape sequences may be used.
        ascii_only: Whether only ASCII may be used.
    """

    width: int | None = None
    color: bool = False
    ascii_only: bool = False


def format_table(
    estimates: Sequence[Estimate],
    *,
    title: str | None = None,
    width: int | None = None,
    color: bool = False,
    ascii_only: bool = False,
) -> str:
    """The estimates as a table, a line on how to read it, and the signature underneath.

    Args:
        estimates: In the order of the rows.
        title: A line above.
        width: Columns of the terminal; None lets every cell have its full width.
        color: Whether escape sequences may be used.
        ascii_only: Whether only ASCII may be used, for outputs that can carry nothing else.

    >>> print(format_table([Estimate("Factuality", 0.75, (0.5, 1.0), 4, 4, {"scored": 4}, {}, "higher", "")]))
     Metric       |  Mean | 95 % interval | Scored
    --------------+-------+---------------+--------
     Factuality ↑ | 0.750 | 0.500 - 1.000 |  4 / 4
    <BLANKLINE>
    ↑ higher is better
    """
    look = Look(width, color, ascii_only)
    if not estimates:
        return "no metrics in these rows"
    counted: list[str] = [label for label in LABELS if any(label in estimate.counts for estimate in estimates)]
    counted += ["not_judged"] if any(estimate.counts.get("not_judged") for estimate in estimates) else []
    reasons = any(estimate.n_scored < estimate.n for estimate in estimates)
    headers = ["Metric", "Mean", f"{100 * estimates[0].confidence:.4g} % interval", "Scored"]
    headers += [label.replace("_", " ").capitalize() for label in counted] + (["Not scored"] if reasons else [])
    rows = []
    for estimate in estimates:
        row = [name_cell(estimate, look), *estimate_cells(estimate)]
        row += [str(estimate.counts[label]) if label in estimate.counts else "" for label in counted]
        rows.append(row + ([_reasons(estimate)] if reasons else []))
    right = range(1, 4 + len(counted))
    grid = Grid(headers, rows, right)
    moved: list[str] = []
    if width is not None and grid_width(grid) > width:
        moved = [f"not scored, {row[0]}: {row[-1]}" for row in rows if reasons and row[-1]]
        grid = _compact(grid, len(headers) - reasons)
    lines = [title] if title else []
    lines += [render_grid(grid, look.width, look.color, look.ascii_only), "", *moved, *_notes(estimates, look)]
    return "\n".join(lines)


def name_cell(estimate: Estimate, look: Look) -> str:
    """The metric with an arrow that points to the better side."""
    return f"{estimate.metric} {arrow(estimate.direction, look.ascii_only)}".rstrip()


def estimate_cells(estimate: Estimate) -> list[str]:
    """Value, interval, and how many rows were scored."""
    return [number(estimate.value), interval_cell(estimate.interval), f"{estimate.n_scored} / {estimate.n}"]


def arrow(direction: str, ascii_only: bool) -> str:
    """An arrow to the better side; a space where neither side is better."""
    return (ASCII_ARROWS if ascii_only else ARROWS)[direction]


def number(value: float | None) -> str:
    """A value with three decimals, a dash where there is none.

    >>> number(None), number(0.12345), number(1234567.0)
    ('-', '0.123', '1.23e+06')
    """
    if value is None:
        return "-"
    return f"{value:.3f}" if abs(value) < 1e5 else f"{value:.3g}"


def interval_cell(interval: tuple[float, float] | None) -> str:
    """Both ends of an interval, a dash where there is none."""
    if interval is None:
        return "-"
    low, high = number(interval[0]), number(interval[1])
    return f"{low} - {high}" if interval[0] >= 0 else f"{low} to {high}"


def legend(directions: Iterable[str], ascii_only: bool) -> str:
    """What the arrows mean, those that occur."""
    seen = set(directions)
    return ", ".join(f"{arrow(name, ascii_only)} {name} is better" for name in ("higher", "lower") if name in seen)


def _compact(grid: Grid, columns: int) -> Grid:
    """The first columns of a grid in fewer characters: what an 80 column terminal has room for."""
    headers = [SHORT.get(header, header.replace("interval", "int.")) for header in grid.headers[:columns]]
    rows = [[row[0], *(cell.replace(" - ", "-").replace(" / ", "/") for cell in row[1:columns])] for row in grid.rows]
    return Grid(headers, rows, grid.right)


def _reasons(estimate: Estimate) -> str:
    found = [(name, count) for name, count in estimate.statuses.items() if name != "scored"]
    shown = [f"{name} {count}" for name, count in found[:REASONS_SHOWN]]
    rest = sum(count for _, count in found[REASONS_SHOWN:])
    return ", ".join(shown + ([f"other {rest}"] if rest else []))


def _detail(value: object) -> str:
    if isinstance(value, float):
        return number(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _notes(estimates: Sequence[Estimate], look: Look) -> list[str]:
    notes = [legend((estimate.direction for estimate in estimates), look.ascii_only)]
    for estimate in estimates:
        found = {name: _detail(value) for name, value in estimate.details.items()}
        told = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in found.items() if value)
        notes += [f"{estimate.metric}: {told}"] if told else []
    absent = max(estimate.n - estimate.n_scored for estimate in estimates)
    policy = {"skip": "left out of the mean", "zero": "counted as 0", "error": "refused"}[estimates[0].missing]
    notes += [f"rows without a value are {policy}"] if absent else []
    praised = [item.metric for item in estimates if item.direction == "lower" and item.n > item.n_scored]
    if praised and estimates[0].missing == "zero":
        notes.append(f"0 is the best value of {', '.join(praised)}: rows without a value make it look better")
    signatures: Mapping[str, None] = dict.fromkeys(item.file_signature for item in estimates if item.signature)
    return [note for note in notes if note] + [f"signature: {text}" for text in signatures]
