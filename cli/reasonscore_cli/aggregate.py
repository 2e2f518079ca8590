"""`reasonscore aggregate`: the summary of rows that are already scored."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonscore.aggregate.aggregator import Aggregator
    from reasonscore.aggregate.estimate import Estimate
    from reasonscore.aggregate.subgroup import Subgroups
    from reasonscore.report.table import Look


@click.command()
@click.argument("scored", default="-")
@click.option("-m", "--metric", "names", multiple=True, metavar="METRIC", help="Only these; a comma list, or repeated.")
@click.option("--by", metavar="FIELD", help="Subgroup table by a field of the rows, with the largest gap.")
@click.option("--cluster", metavar="FIELD", help="Resample whole clusters of rows that share this field.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json", "csv", "latex"]), default="text", show_default=True
)
@click.option("--missing", type=click.Choice(["skip", "zero", "error"]), default="skip", show_default=True)
@click.option("--average", type=click.Choice(["mean", "pooled"]), default="mean", show_default=True)
@click.option("--seed", type=int, default=0, envvar="REASONSCORE_SEED", show_default=True)
@click.option("--resamples", type=click.IntRange(1), default=1000, show_default=True)
@click.option(
    "--confidence", type=click.FloatRange(0, 1, min_open=True, max_open=True), default=0.95, show_default=True
)
@click.option("--fail-under", "thresholds", multiple=True, metavar="METRIC=X", help="Exit with 4 where it is not met.")
def aggregate(
    scored: str,
    names: tuple[str, ...],
    by: str | None,
    cluster: str | None,
    style: str,
    missing: Any,
    average: Any,
    seed: int,
    resamples: int,
    confidence: float,
    thresholds: tuple[str, ...],
) -> None:
    r"""Summarise the scored rows of SCORED (.jsonl, .gz, .zst, or - for stdin).

    \b
    reasonscore aggregate out.jsonl
    reasonscore aggregate out.jsonl --by model --format csv
    """
    from reasonscore.aggregate.aggregator import Aggregator
    from reasonscore.aggregate.subgroup import Subgroups
    from reasonscore.aggregate.threshold import parse_threshold

    limits = [parse_threshold(text) for text in thresholds]
    metrics = metric_names(names)
    settings: dict[str, Any] = {"seed": seed, "resamples": resamples, "confidence": confidence, "missing": missing}
    settings |= {"cluster": cluster, "average": average}
    total = Aggregator(metrics, **settings)
    groups = Subgroups(by, metrics, **settings) if by else None
    for row in scored_rows(scored, metrics):
        total.add(row)
        if groups:
            groups.add(row)
    estimates = total.estimates()
    click.echo(_rendered(estimates, total, groups, style))
    if len(total.signatures) > 1:
        click.echo("the rows carry different signatures, their mean compares nothing:", err=True)
        for found, count in sorted(total.signatures.items(), key=lambda item: -item[1]):
            click.echo(f"  {count} rows: {found or '(no signature)'}", err=True)
    unmet = [text for limit in limits if (text := limit.unmet(estimates))]
    for text in unmet:
        click.echo(text, err=True)
    if total.n_errors:
        click.echo(f"{total.n_errors} of {total.n_rows} rows failed; they are in n and have no value", err=True)
    sys.exit(4 if unmet else 1 if total.n_errors else 0)


def metric_names(names: tuple[str, ...]) -> list[str]:
    """The metrics of repeated options and comma lists, as they print themselves."""
    from reasonscore.metrics import parse_metrics

    return list(dict.fromkeys(repr(metric) for name in names for metric in parse_metrics(name)))


def scored_rows(path: str, metrics: list[str]) -> Iterator[dict[str, Any]]:
    """The rows of a scored file; lacking metrics are computed, a line without an object is an error row."""
    import json

    from reasonscore.metrics import parse_metric

    wanted = {name: parse_metric(name) for name in metrics}
    for line, text in read_lines(path):
        try:
            row = json.loads(text)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            click.echo(f"{path}, line {line}: not a JSON object; counted as a failed row", err=True)
            row = {"id": f"line {line}", "status": "error"}
        if row.get("status") != "error" and isinstance(row.get("scores", {}), dict):
            lacking = [name for name in wanted if name not in row.get("scores", {})]
            if lacking:
                row["scores"] = row.get("scores", {}) | {name: wanted[name].score(row).to_row() for name in lacking}
        row.setdefault("id", str(line))
        yield row


def read_lines(path: str) -> Iterator[tuple[int, str]]:
    """Line numbers from 1 and lines that are not blank, of a file that may be compressed or of stdin."""
    import gzip
    import io
    from contextlib import ExitStack

    from reasonscore.errors import InputError, MissingExtraError

    with ExitStack() as stack:
        try:
            if path == "-":
                raw: Any = sys.stdin.buffer
            elif path.endswith(".gz"):
                raw = stack.enter_context(gzip.open(path, "rb"))
            else:
                raw = stack.enter_context(open(path, "rb"))
        except OSError as error:
            raise InputError(f"cannot open {path}: {error.strerror}") from None
        if path.endswith(".zst"):
            try:
                import zstandard
            except ImportError:
                raise MissingExtraError("reading .zst files", "zstd") from None
            raw = io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(raw))
        for line, text in enumerate(raw, start=1):
            if text.strip():
                yield line, text.decode("utf-8", errors="replace")


def terminal_look() -> Look:
    """How tables are drawn on stdout: colours and the width of a terminal, plain text elsewhere and with NO_COLOR."""
    import os
    import shutil

    from reasonscore.report.table import Look

    terminal = sys.stdout.isatty()
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    return Look(
        width=shutil.get_terminal_size().columns if terminal else None,
        color=terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        ascii_only=not encoding.startswith("utf"),
    )


def _rendered(estimates: list[Estimate], total: Aggregator, groups: Subgroups | None, style: str) -> str:
    from reasonscore.report.export import format_csv, format_json, format_latex
    from reasonscore.report.subgroup_table import format_subgroups, subgroups_csv, subgroups_to_rows
    from reasonscore.report.table import format_table

    found = groups.estimates() if groups else {}
    gaps = groups.gaps() if groups else []
    by = groups.by if groups else ""
    if style == "json":
        more = {"n": total.n_rows, "errors": total.n_errors, "signatures": dict(total.signatures)}
        return format_json(estimates, **more, **({"by": by} | subgroups_to_rows(found, gaps) if groups else {}))
    if style == "csv":
        return subgroups_csv(by, {"": estimates} | found) if groups else format_csv(estimates)
    if style == "latex":
        return format_latex(estimates)
    look = terminal_look()
    table = format_table(estimates, width=look.width, color=look.color, ascii_only=look.ascii_only)
    return f"{table}\n\n{format_subgroups(by, found, gaps, look)}" if groups else table
