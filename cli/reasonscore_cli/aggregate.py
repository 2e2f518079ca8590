"""`reasonscore aggregate`: the summary of rows that are already scored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reasonscore_cli.options import interval_options, missing_option, piped
from reasonscore_cli.scored import metric_names, scored_rows, told_warnings
from reasonscore_cli.terminal import terminal_look

if TYPE_CHECKING:
    from reasonscore.aggregate.aggregator import Aggregator
    from reasonscore.aggregate.agreement import Agreement
    from reasonscore.aggregate.estimate import Estimate
    from reasonscore.aggregate.pareto import Point
    from reasonscore.aggregate.subgroup import Subgroups


@click.command()
@click.argument("scored", default="-", callback=piped)
@click.option("-m", "--metric", "names", multiple=True, metavar="METRIC", help="Only these; a comma list, or repeated.")
@click.option("--by", metavar="FIELD", help="Subgroup table by a field of the rows, with the largest gap.")
@click.option(
    "--cost",
    "costs",
    multiple=True,
    metavar="FIELD",
    help="With --by: the groups' score against this field (seconds, tokens), and which are on the Pareto front.",
)
@click.option("--cluster", metavar="FIELD", help="Resample whole clusters of rows that share this field.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "csv", "latex"]),
    default="text",
    show_default=True,
    help="Form of the summary.",
)
@missing_option
@click.option(
    "--average",
    type=click.Choice(["mean", "pooled"]),
    default="mean",
    show_default=True,
    help="Mean of the rows' values, or sum of numerators over sum of denominators.",
)
@interval_options(1000)
@click.option("--fail-under", "thresholds", multiple=True, metavar="METRIC=X", help="Exit with 4 where it is not met.")
@click.option(
    "--agree",
    "columns",
    multiple=True,
    metavar="METRIC=FIELD",
    help="Cohen's kappa of a metric (yes from 0.5) with a yes/no field that people filled in.",
)
@click.option("--export-claims", metavar="CSV", help="Write the claims for human labelling, verdicts hidden.")
@click.option("--sample", type=click.IntRange(1), help="With --export-claims: this many, drawn at random.")
@click.option("--labels", metavar="CSV", help="Read a labelled export back: Cohen's kappa with the verdicts.")
def aggregate(scored: str, names: tuple[str, ...], **found: Any) -> None:  # fmt: skip
    r"""Summarise the scored rows of SCORED (.jsonl, .gz, .zst, or - for stdin).

    \b
    reasonscore aggregate scored.jsonl
    reasonscore aggregate scored.jsonl --by model --cost seconds --format csv

    Where lower is better, --fail-under states the highest value that passes.
    """
    if found["costs"] and not found["by"]:
        raise click.UsageError("--cost needs --by: the field that names the systems to compare")
    if found["sample"] and not found["export_claims"]:
        raise click.UsageError("--sample needs --export-claims: the file for the claims that are drawn")
    click.get_current_context().exit(_run(scored, names, found))


def _run(scored: str, names: tuple[str, ...], found: dict[str, Any]) -> int:
    from reasonscore.aggregate.aggregator import Aggregator
    from reasonscore.aggregate.human_label import parse_human_column
    from reasonscore.aggregate.subgroup import NO_VALUE, Subgroups
    from reasonscore.aggregate.threshold import parse_threshold
    from reasonscore.jsonl import STANDARD
    from reasonscore.report.labelling import verdict_labels
    from reasonscore.run.output import require_apart, require_place

    require_place(found["export_claims"] or STANDARD)
    require_apart([found["export_claims"]], [scored, found["labels"]])
    limits = [parse_threshold(text) for text in found["thresholds"]]
    columns = [parse_human_column(text) for text in found["columns"]]
    labels = _read_labels(found["labels"])
    metrics = metric_names(names)
    settings = {key: found[key] for key in ("seed", "resamples", "confidence", "missing", "cluster", "average")}
    total = Aggregator(metrics, **settings)
    groups = Subgroups(found["by"], metrics, costs=found["costs"], **settings) if found["by"] else None
    judged: dict[tuple[str, str], str] = {}

    def rows() -> Iterator[dict[str, Any]]:
        for row in scored_rows(scored, metrics):
            total.add(row)
            if groups:
                groups.add(row)
            for column in columns:
                column.add(row)
            judged.update((key, label) for key, label in verdict_labels([row] if labels else []) if key in labels)
            yield row

    if found["export_claims"]:
        count = _export(rows(), found["export_claims"], sample=found["sample"], seed=found["seed"])
        click.echo(f"{count} claims to label in {found['export_claims']}", err=True)
    else:
        for _ in rows():
            pass
    if groups and list(groups.groups()) == [NO_VALUE]:
        click.echo(f"no row has the field '{found['by']}' of --by", err=True)
    with told_warnings():
        estimates = total.estimates()
    chance = {key: found[key] for key in ("seed", "resamples", "confidence")}
    agreements = {f"{column.metric} and {column.path}": column.agreement(**chance) for column in columns}
    for column in columns:
        if column.unread:
            click.echo(f"{column.unread} values of '{column.path}' are neither yes nor no, and left out", err=True)
        elif not column.n:
            click.echo(f"no row has both a value of {column.metric} and the field '{column.path}'", err=True)
    if found["labels"]:
        agreements["verdicts and labels"] = _claim_agreement(judged, labels, chance)
    with told_warnings():
        rendered = _rendered(estimates, total, groups, agreements, found["style"])
    click.echo(rendered)
    _tell_signatures(total)
    unmet = [text for limit in limits if (text := limit.unmet(estimates))]
    for text in unmet:
        click.echo(text, err=True)
    if total.n_errors:
        click.echo(f"{total.n_errors} of {total.n_rows} rows failed; they are in n and have no value", err=True)
    return 4 if unmet else 1 if total.n_errors else 0


def _export(rows: Iterator[dict[str, Any]], path: str, **drawn: Any) -> int:
    from reasonscore.errors import ReasonScoreError
    from reasonscore.report.labelling import write_labelling

    try:
        with Path(path).open("w", encoding="utf-8", newline="", errors="backslashreplace") as target:
            return write_labelling(rows, target, **drawn)
    except OSError as error:
        raise ReasonScoreError(f"cannot write {path}: {error.strerror or error}") from error


def _read_labels(path: str | None) -> dict[tuple[str, str], str]:
    from reasonscore.errors import ReasonScoreError
    from reasonscore.report.labelling import read_labelling

    if path is None:
        return {}
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as source:
            return read_labelling(source)
    except (OSError, UnicodeDecodeError) as error:
        raise ReasonScoreError(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from error


def _claim_agreement(
    judged: dict[tuple[str, str], str], labels: dict[tuple[str, str], str], chance: dict[str, Any]
) -> Agreement:
    from reasonscore.aggregate.agreement import cohen_kappa
    from reasonscore.verify.verdict import LABELS

    shared = [key for key in labels if key in judged]
    if len(shared) < len(labels):
        click.echo(f"{len(labels) - len(shared)} labelled claims are not judged in this file", err=True)
    return cohen_kappa([judged[key] for key in shared], [labels[key] for key in shared], labels=LABELS, **chance)


def _tell_signatures(total: Aggregator) -> None:
    if len(total.signatures) > 1:
        click.echo("the rows carry different signatures; one mean over them mixes measurements:", err=True)
        for text, count in sorted(total.signatures.items(), key=lambda item: (-item[1], item[0])):
            click.echo(f"  {count} rows: {text or '(no signature)'}", err=True)


def _rendered(
    estimates: list[Estimate],
    total: Aggregator,
    groups: Subgroups | None,
    agreements: dict[str, Agreement],
    style: str,
) -> str:
    from reasonscore.report.export import format_csv, format_json, format_latex
    from reasonscore.report.pareto_table import format_pareto
    from reasonscore.report.subgroup_table import (
        format_subgroups,
        subgroups_csv,
        subgroups_latex,
        subgroups_to_rows,
    )
    from reasonscore.report.table import format_table

    by = groups.by if groups else ""
    found = groups.estimates() if groups else {}
    gaps = groups.gaps() if groups else []
    fronts: dict[str, list[Point]] = groups.fronts() if groups else {}
    if style == "json":
        more: dict[str, Any] = {"n": total.n_rows, "errors": total.n_errors, "signatures": dict(total.signatures)}
        more |= {"by": by} | subgroups_to_rows(found, gaps) if groups else {}
        more |= (
            {"pareto": {name: [point.to_row() for point in front] for name, front in fronts.items()}} if fronts else {}
        )
        more |= {"agreement": {name: item.to_row() for name, item in agreements.items()}} if agreements else {}
        return format_json(estimates, **more)
    if style != "text":
        for name, agreement in agreements.items():
            click.echo(f"{name}: {agreement}", err=True)
        if style == "latex":
            return subgroups_latex(by, {"(all)": estimates} | found) if groups else format_latex(estimates)
        return subgroups_csv(by, {"(all)": estimates} | found) if groups else format_csv(estimates)
    look = terminal_look()
    parts = [format_table(estimates, width=look.width, color=look.color, ascii_only=look.ascii_only)]
    parts += [format_subgroups(by, found, gaps, look)] if groups else []
    parts += [format_pareto(name, by, front, look) for name, front in fronts.items()]
    parts += ["\n".join(f"{name}: {item}" for name, item in agreements.items())] if agreements else []
    return "\n\n".join(parts)
