"""`reasonscore metrics`: what there is, a line a metric; of those that are named, all that is known."""

from __future__ import annotations

import json
from typing import Any

import click

from reasonscore_cli.options import form_option

_BETTER = {"higher": "higher is better", "lower": "lower is better", "none": "neither way is better"}
_NAME_WIDTH = 22
_NEEDS_WIDTH = 10


def listing() -> list[dict[str, Any]]:
    """One object a metric, by name, with the parameters and their defaults."""
    from dataclasses import fields

    from reasonscore.metrics import registry
    from reasonscore.metrics.description import describe
    from reasonscore.metrics.family import family_of

    found = []
    for name in registry:
        metric = registry[name]
        described: dict[str, Any] = {"name": name, "range": list(metric.file_bounds or metric.bounds)}
        described["direction"] = metric.direction
        described |= {"formula": metric.formula, "empty": metric.empty, "source": metric.source, "id": metric.id}
        described["parameters"] = {item.name: item.default for item in fields(metric)}  # type: ignore[arg-type]
        described["cutoff"] = metric.cutoff
        described["summary"] = describe(metric).summary
        described |= {"family": family_of(metric).title, "needs": sorted(metric.needs)}
        found.append(described)
    return found


def overview(found: list[dict[str, Any]], width: int | None, ascii_only: bool) -> str:
    """One line a metric, by family: its name, which way is better, what must be judged for it, what it is.

    Args:
        found: Metrics of the listing.
        width: Columns of the terminal, where longer lines end in dots.
        ascii_only: Whether arrows cannot be printed.
    """
    from reasonscore.metrics.family import FAMILIES, PLUGINS

    arrows = {"higher": "^", "lower": "v", "none": "-"} if ascii_only else {"higher": "↑", "lower": "↓", "none": "-"}
    dots = "..." if ascii_only else "…"
    blocks = []
    for family in (*FAMILIES.values(), PLUGINS):
        lines = []
        for metric in found:
            if metric["family"] == family.title:
                name = f"{metric['name']}{'@k' if metric['cutoff'] else ''}"
                needs = ", ".join(metric["needs"]) or "-"
                line = (
                    f"  {name:{_NAME_WIDTH}} {arrows[metric['direction']]}  {needs:{_NEEDS_WIDTH}}  {metric['summary']}"
                )
                lines.append(line if width is None or len(line) <= width else line[: width - len(dots)].rstrip() + dots)
        if lines:
            blocks.append("\n".join([f"{family.title}: {family.looks_at}", *lines]))
    higher, lower = arrows["higher"], arrows["lower"]
    columns = f"Columns: name, better {higher} higher or {lower} lower, what must be judged first, what it is."
    return "\n\n".join(
        [*blocks, f"{columns}\nreasonscore metrics NAME: range, formula, empty case, source, parameters."]
    )


def text_block(metric: dict[str, Any]) -> str:
    """All that a person reads of one metric."""
    from reasonscore.metrics import registry
    from reasonscore.metrics.description import describe

    own = registry[metric["name"]]
    described = describe(own)
    lines = [
        f"{metric['name']}{'@k' if metric['cutoff'] else ''}  {own.range_text()}, {_BETTER[metric['direction']]}",
        *[f"  {line}" if line else "" for line in described.body.splitlines()],
        "",
        f"  formula     {metric['formula']}",
        f"  needs       {', '.join(metric['needs']) or 'nothing that must be judged'}",
        f"  empty case  {metric['empty']}",
        f"  source      {metric['source']}",
    ]
    for position, (key, value) in enumerate(metric["parameters"].items()):
        label = "" if position else "parameters"
        lines.append(f"  {label:10}  {key}={value!r}  {described.parameters.get(key, '')}".rstrip())
    return "\n".join(lines)


@click.command("metrics")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@form_option("style", "json")
def metrics(names: tuple[str, ...], style: str) -> None:
    """List the metrics, a line each; of those that are named: range, formula, empty case, source and parameters.

    \b
    Examples:
      reasonscore metrics
      reasonscore metrics Factuality HitRate
      reasonscore metrics --format json
    """  # noqa: D301  (click reads the control character)
    from reasonscore.metrics import registry
    from reasonscore.metrics.parse import parse_metric
    from reasonscore_cli.terminal import terminal_look

    chosen = {registry[name].name if name in registry else parse_metric(name).name for name in names}
    found = [metric for metric in listing() if not chosen or metric["name"] in chosen]
    if style == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    elif chosen:
        click.echo("\n\n".join(text_block(metric) for metric in found))
    else:
        look = terminal_look()
        click.echo(overview(found, look.width, look.ascii_only))
