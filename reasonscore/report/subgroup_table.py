"""Tables of subgroups: a line a group and metric, and the largest gap of each metric."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reasonscore.aggregate.estimate import Estimate
from reasonscore.aggregate.gap import Gap
from reasonscore.report.export import format_csv, format_latex
from reasonscore.report.grid import Grid, render_grid
from reasonscore.report.table import Look, estimate_cells, name_cell


def format_subgroups(by: str, groups: Mapping[str, Sequence[Estimate]], gaps: Sequence[Gap], look: Look) -> str:
    """The groups' means with intervals, then the largest gap of each metric.

    Args:
        by: Field that the groups are values of.
        groups: Estimates by group.
        gaps: Largest gaps.
        look: How the table is drawn.
    """
    metrics = dict.fromkeys(estimate.metric for estimates in groups.values() for estimate in estimates)
    rows = [
        [name_cell(estimate, look), group, *estimate_cells(estimate)]
        for metric in metrics
        for group, estimates in groups.items()
        for estimate in estimates
        if estimate.metric == metric
    ]
    confidence = next((estimate.confidence for found in groups.values() for estimate in found), 0.95)
    headers = ["Metric", by, "Mean", f"{100 * confidence:.4g} % interval", "Scored"]
    text = render_grid(Grid(headers, rows, right={2, 3, 4}, wraps=1), look.width, look.color, look.ascii_only)
    if not gaps:
        return text
    lines = []
    for gap in gaps:
        if gap.highest == gap.lowest:
            lines.append(f"{gap.metric}: none, all groups have the same mean")
            continue
        interval = f" [{gap.interval[0]:.3f}, {gap.interval[1]:.3f}]" if gap.interval else ""
        p = f", p {gap.p:.3g}" if gap.p is not None else ""
        lines.append(f"{gap.metric}: {gap.difference:.3f}{interval} between {gap.highest} and {gap.lowest}{p}")
    return "\n".join([text, "", "largest gap", *(f"  {line}" for line in lines)])


def subgroups_to_rows(groups: Mapping[str, Sequence[Estimate]], gaps: Sequence[Gap]) -> dict[str, Any]:
    """The groups and gaps as JSON values."""
    listed = [{"group": name, "metrics": [item.to_row() for item in found]} for name, found in groups.items()]
    return {"groups": listed, "gaps": [gap.to_row() for gap in gaps]}


def subgroups_csv(by: str, groups: Mapping[str, Sequence[Estimate]]) -> str:
    """The CSV of all groups, with the group in the first column."""
    return format_csv(*_labelled(by, groups))


def subgroups_latex(by: str, groups: Mapping[str, Sequence[Estimate]]) -> str:
    """The LaTeX table of all groups, with the group in the first column."""
    return format_latex(*_labelled(by, groups))


def _labelled(by: str, groups: Mapping[str, Sequence[Estimate]]) -> tuple[list[Estimate], list[dict[str, str]]]:
    pairs = [(name, estimate) for name, estimates in groups.items() for estimate in estimates]
    return [estimate for _, estimate in pairs], [{by: name} for name, _ in pairs]
