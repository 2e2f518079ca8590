"""The table of score against cost, with the front marked."""

from __future__ import annotations

from collections.abc import Sequence

from reasonscore.aggregate.pareto import Point
from reasonscore.report.grid import Grid, render_grid
from reasonscore.report.table import Look, number


def format_pareto(metric: str, by: str, points: Sequence[Point], look: Look) -> str:
    """The systems, best first, with what they cost and which one beats them.

    >>> print(format_pareto("MRR", "model", [Point("a", 0.9, {"s": 5.0}), Point("b", 0.8, {"s": 9.0}, "a")], Look()))
    MRR against s
     model |   MRR |     s | Pareto front
    -------+-------+-------+----------------
     a     | 0.900 | 5.000 | yes
     b     | 0.800 | 9.000 | dominated by a
    """
    costs = list(points[0].costs) if points else []
    rows = []
    for point in points:
        state = "yes" if point.on_front else f"dominated by {point.dominated_by}" if point.complete else "unknown"
        rows.append([point.name, number(point.score), *(number(point.costs[name]) for name in costs), state])
    grid = Grid([by, metric, *costs, "Pareto front"], rows, right=range(1, 2 + len(costs)))
    drawn = render_grid(grid, look.width, look.color, look.ascii_only)
    return f"{metric} against {', '.join(costs)}\n{drawn}"
