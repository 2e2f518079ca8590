"""The plot of an index as it grows, as SVG, and the lines through what was measured; all axes are logarithmic."""

from __future__ import annotations

import math
from typing import Any

WIDTH, HEIGHT, TOP, BOTTOM = 360, 300, 40, 250
SERIES = (
    ("queries a CPU second", (("pruned_queries_per_second", "numpy", "#1f77b4"),
                              ("compiled_queries_per_second", "numba extra", "#d62728"))),
    ("building, CPU seconds", (("building_seconds", "reading, weighing, hashing", "#2ca02c"),)),
    ("gigabytes", (("index_gb", "on disk", "#9467bd"), ("peak_gb", "memory of the build", "#8c564b"))),
)  # fmt: skip


def slopes(measured: list[dict[str, Any]], size: float) -> list[tuple[str, float, float]]:
    """For each series its name, the power of the size with which it goes, and its value at another size."""
    found = []
    for _, lines in SERIES:
        for key, _, _ in lines:
            points = _points(measured, key)
            if len(points) > 1:
                power, start = _line(points)
                found.append((key, power, math.exp(start + power * math.log(size))))
    return found


def plot(measured: list[dict[str, Any]]) -> str:
    """Three panels beside one another; dots were measured, lines are fitted to them."""
    width = WIDTH * len(SERIES)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" font-family="sans-serif" '
        'font-size="12" role="img" aria-label="queries a second, building time and size of an index as it grows">',
        f'<rect width="{width}" height="{HEIGHT}" fill="white"/>',
    ]
    for number, (title, lines) in enumerate(SERIES):
        parts += _panel(
            number * WIDTH, title, [(_points(measured, key), label, colour) for key, label, colour in lines]
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def _points(measured: list[dict[str, Any]], key: str) -> list[tuple[float, float]]:
    def value(row: dict[str, Any]) -> float | None:
        if key == "building_seconds":
            return float(sum(row[f"{part}_seconds"] for part in ("reading", "weighing", "hashing")))
        return row.get(key)

    return [(row["passages"], found) for row in measured if (found := value(row))]


def _line(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Slope and intercept of the least squares line through the logarithms."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mean_x) ** 2 for x in xs)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread
    return slope, mean_y - slope * mean_x


def _panel(left: float, title: str, lines: list[tuple[list[tuple[float, float]], str, str]]) -> list[str]:
    sizes = sorted({x for points, _, _ in lines for x, _ in points})
    values = [y for points, _, _ in lines for _, y in points]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    first, last = math.log10(sizes[0]), math.log10(sizes[-1])

    def at(x: float, y: float) -> tuple[float, float]:
        across = left + 55 + (math.log10(x) - first) / (last - first) * (WIDTH - 85)
        return across, BOTTOM - (math.log10(y) - low) / (high - low) * (BOTTOM - TOP)

    parts = [f'<text x="{left + 55}" y="24" font-weight="bold">{title}</text>']
    for power in range(low, high + 1):
        _, down = at(sizes[0], 10.0**power)
        parts.append(f'<path d="M{left + 55} {down:.1f}H{left + WIDTH - 30}" stroke="#ddd"/>'
                     f'<text x="{left + 48}" y="{down + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')  # fmt: skip
    for size in sizes:
        across, _ = at(size, 10.0**low)
        label = f"{size / 1e6:.3g}M" if size >= 950_000 else f"{size / 1e3:.0f}k"
        parts.append(f'<text x="{across:.1f}" y="{BOTTOM + 18}" text-anchor="middle">{label}</text>')
    parts.append(f'<text x="{left + WIDTH / 2 + 12:.0f}" y="{BOTTOM + 38}" text-anchor="middle">passages</text>')
    for number, (points, label, colour) in enumerate(lines):
        # Two lines in a panel: the figures of the first stand below its dots.
        beside = 18 if len(lines) > 1 and number == 0 else -8
        slope, start = _line(points)
        ends = [at(x, math.exp(start + slope * math.log(x))) for x in (points[0][0], points[-1][0])]
        (x1, y1), (x2, y2) = ends
        parts.append(f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}" stroke-dasharray="4 3"/>')
        for x, y in points:
            across, down = at(x, y)
            parts.append(f'<circle cx="{across:.1f}" cy="{down:.1f}" r="4" fill="{colour}"/>')
            parts.append(f'<text x="{across:.1f}" y="{down + beside:.1f}" text-anchor="middle">{_short(y)}</text>')
        parts.append(f'<text x="{left + WIDTH - 30}" y="{TOP + 14 * number - 2}" text-anchor="end" fill="{colour}">'
                     f"{label}</text>")  # fmt: skip
    return parts


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"
