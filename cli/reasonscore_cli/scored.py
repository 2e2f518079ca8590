"""Scored rows: reading them for the commands that summarise and compare, and naming their metrics."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import click

_STAGES_OF = {
    "claims": {"decompose"},
    "verdicts": {"decompose", "retrieve", "verify"},
    "steps": {"verify"},
    "references": {"verify"},
}
"""The stages that what a metric needs comes from."""


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

    A metric is not computed where a stage that it needs did not run when the row was scored (`verify:off` in its
    signature): what is empty in such a row says nothing about the response. A line that holds no object, and a row of
    which a metric cannot be computed, become error rows, told on stderr: they stay in n.
    """
    from reasonscore.jsonl import named, no_rows, read_jsonl
    from reasonscore.metrics import parse_metric

    wanted = {name: parse_metric(name) for name in metrics}
    untold: dict[str, str] = {}
    line = None
    for line in read_jsonl(path):
        row = line.row
        if row is None:
            click.echo(f"{named(path)}: {line.error}; counted as a failed row", err=True)
            row = {"status": "error"}
        row.setdefault("id", str(line.number))
        found = row.setdefault("scores", {}) if wanted else row.get("scores", {})
        if row.get("status") != "error" and isinstance(found, dict):
            lacking = {name: metric for name, metric in wanted.items() if name not in found}
            try:
                idle = _idle_needs(str(row.get("signature") or "")) - _filled(row) if lacking else frozenset()
                for name, metric in lacking.items():
                    if missed := metric.needs & idle:
                        untold[name] = ", ".join(sorted(missed))
                    else:
                        row["scores"] = row["scores"] | {name: metric.score(row).to_row()}
            except (AttributeError, TypeError, ValueError, LookupError, OverflowError):
                what = "claims, trace or references that are not those of the record format"
                where = f"{named(path)}: line {line.number}, row '{row['id']}'"
                click.echo(f"{where}: found {what}; counted as a failed row", err=True)
                row |= {"status": "error", "scores": {}}
        yield row
    if line is None:
        raise no_rows(path)
    for name, needs in untold.items():
        click.echo(
            f"{named(path)} has rows that were scored without {needs}, which {name} needs; score them again", err=True
        )


def _filled(row: Mapping[str, Any]) -> set[str]:
    """What a row has all the same, from elsewhere."""
    claims, steps = row.get("claims") or (), (row.get("trace") or {}).get("steps") or ()
    found = {"claims": bool(claims), "references": bool(row.get("references"))}
    found["verdicts"] = any(claim.get("verdict") for claim in claims)
    found["steps"] = any(step.get("category") for step in steps)
    return {name for name, there in found.items() if there}


@cache
def _idle_needs(signature: str) -> frozenset[str]:
    """What no stage filled in, by a row's signature."""
    from reasonscore.signature import parse_signature

    idle = {stage for stage, entries in parse_signature(signature).items() if not entries}
    return frozenset(need for need, stages in _STAGES_OF.items() if idle & stages)
