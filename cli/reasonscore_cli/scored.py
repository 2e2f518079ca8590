"""Scored rows: reading them for the commands that summarise and compare, and naming their metrics."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click


def metric_names(names: Sequence[str], default: Sequence[str] = ()) -> list[str]:
    """The metrics of repeated options and comma lists, as they print themselves.

    Args:
        names: What was written.
        default: What goes where nothing was written.

    Raises:
        click.UsageError: Where something was written that names no metric.
    """
    from reasonscore.metrics import parse_metrics

    found = list(dict.fromkeys(repr(metric) for name in names or default for metric in parse_metrics(name)))
    if names and not found:
        raise click.UsageError("found no metric in --metric; `reasonscore metrics` lists them")
    return found


@contextmanager
def told_warnings() -> Iterator[None]:
    """What the library warns of inside goes to stderr as one line each, without a place in the code."""
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        yield
    for text in dict.fromkeys(str(warning.message) for warning in found):
        click.echo(f"warning: {text}", err=True)


def scored_rows(path: str, metrics: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """The rows of a scored file.

    Args:
        path: A file, or `-`.
        metrics: What a row must have: what it lacks is computed from its claims, steps and references.

    A line that holds no object, and a row of which a metric cannot be computed, become error rows, told on stderr: they
    stay in n.
    """
    from reasonscore.jsonl import named, no_rows, read_jsonl
    from reasonscore.metrics import parse_metric

    wanted = {name: parse_metric(name) for name in metrics}
    line = None
    for line in read_jsonl(path):
        row = line.row
        if row is None:
            click.echo(f"{named(path)}: {line.error}; counted as a failed row", err=True)
            row = {"status": "error"}
        row.setdefault("id", str(line.number))
        found = row.get("scores", {})
        if row.get("status") != "error" and isinstance(found, dict):
            lacking = {name: metric for name, metric in wanted.items() if name not in found}
            try:
                if lacking:
                    row["scores"] = found | {name: metric.score(row).to_row() for name, metric in lacking.items()}
            except (AttributeError, TypeError, ValueError, LookupError, OverflowError):
                what = "claims, trace or references that are not those of the record format"
                where = f"{named(path)}: line {line.number}, row '{row['id']}'"
                click.echo(f"{where}: found {what}; counted as a failed row", err=True)
                row |= {"status": "error", "scores": {}}
        yield row
    if line is None:
        raise no_rows(path)
