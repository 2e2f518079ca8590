"""`reasonscore score`: the main job."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from reasonscore.jsonl import STANDARD
from reasonscore.settings import DEFAULT_METRICS
from reasonscore_cli.field import parse_fields
from reasonscore_cli.options import (
    decompose_options,
    interval_options,
    missing_option,
    retrieve_options,
    rows_options,
    run_options,
    settings,
    verify_options,
)
from reasonscore_cli.scored import metric_names


@click.command()
@rows_options
@click.option(
    "-m",
    "--metric",
    "names",
    multiple=True,
    metavar="METRIC",
    help="A metric, or a comma list; repeatable. See `reasonscore metrics`.",
)
@run_options
@decompose_options
@retrieve_options
@click.option(
    "--primer/--no-primer", default=True, help="Use the embedded demonstration corpus where nothing else is given."
)
@verify_options
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "csv", "latex"]),
    default="text",
    show_default=True,
    help="Form of the summary.",
)
@click.option("--summary", metavar="FILE", help="Write the summary there instead of to stderr.")
@missing_option
@interval_options(1000)
@click.option("--fail-under", "thresholds", multiple=True, metavar="METRIC=X", help="Exit with 4 where it is not met.")
@click.option("--example", is_flag=True, is_eager=True, help="Score the embedded example records instead of a file.")
def score(names: tuple[str, ...], example: bool, **found: Any) -> None:
    r"""Score the responses of IN (JSON Lines, '-' for stdin): every claim, its verdict, its evidence, and the metrics.

    \b
    reasonscore score responses.jsonl -o scored.jsonl
    reasonscore score responses.jsonl -o scored.jsonl -m Factuality,ContradictionRate --index evidence/
    reasonscore score --example -o scored.jsonl

    \b
    reasonscore score responses.jsonl -o scored.jsonl --format json --fail-under Factuality=0.3 > summary.json

    Rows go to OUT (or through a pipe), the summary table to stderr, in another format to stdout where that is free.
    For clusters and subgroups see `reasonscore aggregate`.
    """
    if example and found["path"] != STANDARD:
        raise click.UsageError(f"--example scores the embedded records; leave {found['path']} out")
    if found["output"] == found["summary"] == STANDARD:
        raise click.UsageError("rows and summary cannot both go to stdout; give -o or --summary a file")
    click.get_current_context().exit(_run(metric_names(names, DEFAULT_METRICS), example, found))


def _run(metrics: list[str], example: bool, found: dict[str, Any]) -> int:
    from reasonscore.aggregate.aggregator import Aggregator
    from reasonscore.aggregate.threshold import parse_threshold
    from reasonscore.run.output import require_apart, require_place
    from reasonscore_cli.example import example_path
    from reasonscore_cli.stream import Tally, stream
    from reasonscore_cli.summary import write_summary
    from reasonscore_cli.task import make_plan

    limits = [parse_threshold(text) for text in found["thresholds"]]
    for limit in limits:
        limit.require(metrics)
    require_place(found["summary"] or STANDARD)
    path = str(example_path()) if example else found["path"]
    require_apart([found["output"], found["summary"]], [path])
    # A person at a terminal wants the table; a screenful of JSON must be asked for.
    target = found["output"] or (os.devnull if sys.stdout.isatty() else STANDARD)
    plan = make_plan(
        "score", settings(**found, metrics=tuple(metrics)), parse_fields(found["renamed"]), path, target, found
    )
    total = Aggregator(metrics, **{key: found[key] for key in ("seed", "resamples", "confidence", "missing")})
    tally = Tally(found["on_error"], found["max_errors"])

    def take(briefs: Sequence[Mapping[str, Any]]) -> None:
        for brief in briefs:
            total.add(brief)

    code = stream(plan, tally, take, progress=found["progress"] and not found["quiet"])
    estimates = total.estimates()
    # A program that asks for a format reads stdout, where no rows go there.
    place = found["summary"] or (STANDARD if found["style"] != "text" and target != STANDARD else None)
    if not found["quiet"] or place:
        write_summary(estimates, total.signature, found["style"], place)
    unmet = [text for limit in limits if (text := limit.unmet(estimates))]
    for text in unmet:
        click.echo(text, err=True)
    return 4 if unmet else code
