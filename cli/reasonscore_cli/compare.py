"""`reasonscore compare`: two or more scored files, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reasonscore_cli.options import interval_options, missing_option
from reasonscore_cli.scored import metric_names, scored_rows, told_warnings
from reasonscore_cli.terminal import terminal_look

if TYPE_CHECKING:
    from reasonscore.aggregate.score_table import ScoreTable

IDS_SHOWN = 5


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="A B [MORE]...")
@click.option("-m", "--metric", "names", multiple=True, metavar="METRIC", help="Only these; a comma list, or repeated.")
@click.option("--force", is_flag=True, help="Compare although the signatures differ.")
@click.option("--cluster", metavar="FIELD", help="Resample whole clusters of rows that share this field.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="Form of the comparison.",
)
@missing_option
@interval_options(10_000)
@click.option("--top", type=click.IntRange(0), default=5, show_default=True, help="Rows that moved most to show.")
def compare(files: tuple[str, ...], names: tuple[str, ...], force: bool, cluster: str | None, **found: Any) -> None:
    r"""Compare scored files row by row: difference, interval, p, effect size, wins, and the rows that moved most.

    Rows are paired by id. Files whose signatures differ are refused: their numbers were not measured in the same way.
    With more than two files every pair is compared, and Holm's correction covers all of them.

    \b
    reasonscore compare baseline.jsonl new.jsonl
    reasonscore compare a.jsonl b.jsonl c.jsonl -m Factuality --format csv
    """
    from reasonscore.aggregate.comparability import incomparable
    from reasonscore.aggregate.comparison import Settings
    from reasonscore.aggregate.pairing import compare_tables
    from reasonscore.aggregate.score_table import ScoreTable
    from reasonscore.errors import InputError
    from reasonscore.report.compare_table import comparisons_csv, comparisons_json, format_comparisons

    if len(files) < 2:
        raise click.UsageError("found one file, expected at least two: reasonscore compare A B")
    if files.count("-") > 1:
        raise click.UsageError("standard input can be read only once; name the other file")
    metrics = metric_names(names)
    tables = [
        ScoreTable(name, metrics, cluster).read(scored_rows(path, metrics))
        for name, path in zip(short_names(files), files, strict=True)
    ]
    reasons = incomparable(tables)
    if reasons and not force:
        listed = "\n  ".join(reasons)
        raise InputError(f"the files were not scored in the same way:\n  {listed}\nscore them alike, or use --force")
    for a, b in combinations(tables, 2):
        if not a.positions.keys() & b.positions.keys():
            ids = f"'{next(iter(a.positions))}' there, '{next(iter(b.positions))}' here"
            raise InputError(f"{a.name} and {b.name} share no id ({ids}), and rows are paired by id", field="id")
    style = found.pop("style")
    with told_warnings():
        comparisons = compare_tables(tables, Settings(**found))
    if style == "json":
        more = {"files": [_described(table) for table in tables], "signatures_differ": reasons}
        click.echo(comparisons_json(comparisons, **more))
    elif style == "csv":
        click.echo(comparisons_csv(comparisons))
    else:
        for letter, table in zip("AB", tables, strict=False):
            click.echo(f"{letter if len(tables) == 2 else ' '}  {table.name}  {table.n_rows} rows")
        click.echo(f"\n{format_comparisons(comparisons, terminal_look())}")
        signature = max(tables[0].signatures, key=lambda text: tables[0].signatures[text], default="")
        click.echo(f"signature: {signature}" if signature and not reasons else "", nl=bool(signature and not reasons))
    if reasons:
        click.echo("WARNING: these numbers were not measured in the same way (--force):", err=True)
        for reason in reasons:
            click.echo(f"  {reason}", err=True)
    _tell_unpaired(tables)
    failed = [f"{table.n_errors} rows of {table.name} failed" for table in tables if table.n_errors]
    for text in failed:
        click.echo(text, err=True)
    click.get_current_context().exit(1 if failed else 0)


def short_names(files: Sequence[str]) -> list[str]:
    """The files' names without folders where they stay different.

    >>> short_names(["a/out.jsonl", "b/new.jsonl"]), short_names(["a/x.jsonl", "b/x.jsonl"])
    (['out.jsonl', 'new.jsonl'], ['a/x.jsonl', 'b/x.jsonl'])
    """
    names = [Path(file).name for file in files]
    return names if len(set(names)) == len(names) else list(files)


def _described(table: ScoreTable) -> dict[str, Any]:
    counts = {"n": table.n_rows, "errors": table.n_errors}
    return {"name": table.name} | counts | {"signatures": dict(table.signatures)}


def _tell_unpaired(tables: Sequence[ScoreTable]) -> None:
    from reasonscore.aggregate.pairing import pair_tables

    for a, b in combinations(tables, 2):
        pairing = pair_tables(a, b)
        told = [
            (pairing.only_a, f"only in {a.name}, left out"),
            (pairing.only_b, f"only in {b.name}, left out"),
            (pairing.asked_differently, f"in {a.name} and {b.name} with another question or reference"),
        ]
        for ids, what in told:
            if ids:
                more = ", ..." if len(ids) > IDS_SHOWN else ""
                click.echo(f"{len(ids)} rows {what}: {', '.join(ids[:IDS_SHOWN])}{more}", err=True)
