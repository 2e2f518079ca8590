"""Comparisons for people and programs: what differs, how sure that is, which rows moved."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from io import StringIO
from typing import Any

from reasonscore.aggregate.comparison import Comparison
from reasonscore.report.grid import Grid, render_grid
from reasonscore.report.table import Look, arrow, legend, number


def format_comparisons(comparisons: Sequence[Comparison], look: Look | None = None) -> str:
    """The comparisons as a table, how to read it, and the rows that moved most.

    >>> print(format_comparisons([Comparison("Factuality", "a", "b", "higher", 0)]).splitlines()[2])
     Factuality ↑ | - | - |     - |             - | - |        - |      - |   0 / 0 / 0 |     0
    """
    look = look or Look()
    if not comparisons:
        return "no metric that both files have"
    several = len({(item.a, item.b) for item in comparisons}) > 1
    rows = [([f"{item.a} / {item.b}"] if several else []) + _cells(item, look) for item in comparisons]
    headers = [
        "Metric",
        "A",
        "B",
        "B - A",
        f"{100 * comparisons[0].confidence:.4g} % interval",
        "p",
        "p (Holm)",
        "Effect",
        "B + / = / -",
        "Pairs",
    ]
    headers = (["A / B"] if several else []) + headers
    grid = Grid(headers, rows, right=range(1 + several, len(headers)))
    lines = [render_grid(grid, look.width, look.color, look.ascii_only), ""]
    arrows = legend((item.direction for item in comparisons), look.ascii_only)
    lines += [arrows] if arrows else []
    lines.append("B + / = / -: rows on which B is better, equal, worse; effect: mean difference / its deviation")
    lines += _unpaired(comparisons) + ([] if several else _moves(comparisons))
    return "\n".join(lines)


def comparisons_json(comparisons: Sequence[Comparison], **more: Any) -> str:
    """One JSON object: what else is to be said, then `comparisons`."""
    content = dict(more) | {"comparisons": [item.to_row() for item in comparisons]}
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)


def comparisons_csv(comparisons: Sequence[Comparison]) -> str:
    """A CSV line a comparison after the header; absent numbers are empty cells."""
    rows = []
    for item in comparisons:
        row = item.to_row()
        low, high = row.pop("interval") or (None, None)
        del row["moved"]
        rows.append(row | {"low": low, "high": high})
    target = StringIO()
    names = list(rows[0]) if rows else ["metric", "a", "b"]
    writer = csv.DictWriter(target, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue().rstrip("\n")


def _cells(item: Comparison, look: Look) -> list[str]:
    name = f"{item.metric} {arrow(item.direction, look.ascii_only)}".rstrip()
    interval = f"{item.interval[0]:+.3f} to {item.interval[1]:+.3f}" if item.interval else "-"
    difference = "-" if item.difference is None else f"{item.difference:+.3f}"
    effect = "-" if item.effect is None else f"{item.effect:+.2f}"
    counts = f"{item.wins} / {item.ties} / {item.losses}"
    means = [number(item.mean_a), number(item.mean_b)]
    return [name, *means, difference, interval, p_cell(item.p), p_cell(item.p_holm), effect, counts, str(item.n)]


def p_cell(p: float | None) -> str:
    """A p-value with three decimals, small ones with their size.

    >>> p_cell(0.0412), p_cell(0.00002), p_cell(None)
    ('0.041', '2e-05', '-')
    """
    if p is None:
        return "-"
    return f"{p:.3f}" if p >= 0.001 else f"{p:.0e}"


def _unpaired(comparisons: Sequence[Comparison]) -> list[str]:
    return [
        f"{item.metric}: {item.scored_only_a} rows have a value only in {item.a}, {item.scored_only_b} only in {item.b}"
        for item in comparisons
        if item.scored_only_a or item.scored_only_b
    ]


def _moves(comparisons: Sequence[Comparison]) -> list[str]:
    rows = [
        [item.metric, move.id, number(move.a), number(move.b), f"{move.difference:+.3f}"]
        for item in comparisons
        for move in item.moved
    ]
    if not rows:
        return []
    return ["", "rows that moved most", render_grid(Grid(["Metric", "Row", "A", "B", "B - A"], rows, right={2, 3, 4}))]
