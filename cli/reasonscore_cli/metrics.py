"""`reasonscore metrics`: every metric with its range, direction, formula, empty case and source."""

from __future__ import annotations

import json
from typing import Any

import click

from reasonscore_cli.options import form_option


def listing() -> list[dict[str, Any]]:
    """One object a metric, by name, with the parameters and their defaults."""
    from dataclasses import fields

    from reasonscore.metrics import registry

    found = []
    for name in registry:
        metric = registry[name]
        described: dict[str, Any] = {"name": name, "range": list(metric.file_bounds or metric.bounds)}
        described["direction"] = metric.direction
        described |= {"formula": metric.formula, "empty": metric.empty, "source": metric.source, "id": metric.id}
        described["parameters"] = {item.name: item.default for item in fields(metric)}  # type: ignore[arg-type]
        described["cutoff"] = metric.cutoff
        described["summary"] = (metric.__doc__ or "").strip().partition("\n")[0]
        found.append(described)
    return found


def text_block(metric: dict[str, Any]) -> str:
    """What a person reads of one metric."""
    from reasonscore.metrics import registry

    reach = registry[metric["name"]].range_text()
    better = {"higher": "higher is better", "lower": "lower is better", "none": "neither way is better"}
    parameters = ", ".join(f"{key}={value!r}" for key, value in metric["parameters"].items())
    lines = [
        f"{metric['name']}{'@k' if metric['cutoff'] else ''}  {reach}, {better[metric['direction']]}",
        f"  {metric['summary']}",
        f"  formula     {metric['formula']}",
        f"  empty case  {metric['empty']}",
        f"  source      {metric['source']}",
    ]
    return "\n".join([*lines, f"  parameters  {parameters}"] if parameters else lines)


@click.command("metrics")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@form_option("style", "json")
def metrics(names: tuple[str, ...], style: str) -> None:
    """List the metrics: range, direction, formula, what happens when there is nothing to count, source.

    \b
    Examples:
      reasonscore metrics
      reasonscore metrics Factuality HitRate --format json
    """  # noqa: D301  (click reads the control character)
    from reasonscore.metrics import registry
    from reasonscore.metrics.parse import parse_metric

    chosen = {registry[name].name if name in registry else parse_metric(name).name for name in names}
    found = [metric for metric in listing() if not chosen or metric["name"] in chosen]
    if style == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join(text_block(metric) for metric in found))
