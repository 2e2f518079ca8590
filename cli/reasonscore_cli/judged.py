"""`reasonscore judged`: scores from files that another system judged."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reasonscore.jsonl import STANDARD
from reasonscore_cli.scored import metric_names, told_warnings
from reasonscore_cli.terminal import terminal_look

if TYPE_CHECKING:
    from reasonscore.judged.problem import JudgedProblem


@click.command()
@click.argument("format", metavar="FORMAT")
@click.argument("path", metavar="FILE|DIR")
@click.option("-o", "--output", metavar="OUT", default="-", help="Where rows go; '-' (the default) is stdout.")
@click.option("--reference", metavar="FILE", help="The gold file, for formats that keep it apart.")
@click.option(
    "-m", "--metric", "names", multiple=True, metavar="METRIC", help="Further metrics to compute from the rows."
)
@click.option("--problems", "problem_file", metavar="FILE", help="Write every problem there, as JSON Lines.")
@click.option("-q", "--quiet", is_flag=True, help="No table and no list of problems on stderr.")
def judged(
    format: str,
    path: str,
    output: str,
    reference: str | None,
    names: tuple[str, ...],
    problem_file: str | None,
    quiet: bool,
) -> None:
    r"""Score files that another system judged, without any model.

    \b
    reasonscore judged medrbench results/deepseek-r1 -o scored.jsonl
    reasonscore judged trec run.txt --reference qrels.txt -o scored.jsonl -m Retrieval@25

    Formats: medscore, factscore, veriscore, safe, medrbench, chestx, medec, nli4ct, medcalc, medthink, trec,
    diagnosisarena. Every record gives a row; what could not be read, or contradicts itself, is counted and listed.
    """
    from reasonscore.aggregate.aggregator import Aggregator
    from reasonscore.errors import ReasonScoreError
    from reasonscore.jsonl import dump_row, open_text_out
    from reasonscore.judged.judged_row import score_row
    from reasonscore.judged.reader import read_judged
    from reasonscore.report.table import format_table
    from reasonscore.run.output import require_apart, require_place

    if output == problem_file == STANDARD:
        raise click.UsageError("rows and problems cannot both go to stdout; give -o or --problems a file")
    for place in (output, problem_file or STANDARD):
        require_place(place)
    require_apart([output, problem_file], [path, reference])
    metrics, total = metric_names(names), Aggregator()
    problems: list[JudgedProblem] = []
    rows = read_judged(format, path, reference=reference, problems=problems)
    with open_text_out(output) as handle:
        for row in rows:
            if row["status"] != "error":
                row["scores"] |= score_row(row, metrics)
            total.add(row)
            handle.write(dump_row(row))
    if not total.n_rows:
        raise ReasonScoreError(f"{path} holds no records")
    if problem_file:
        with open_text_out(problem_file) as handle:
            handle.writelines(dump_row(problem.to_row()) for problem in problems)
    if not quiet:
        title, look = f"{total.n_rows} rows of {Path(path).name}", terminal_look(sys.stderr)
        with told_warnings():
            table = format_table(total.estimates(), title=title, **look._asdict())
        click.echo(table, err=True)
        _tell(problems)
    click.get_current_context().exit(1 if total.n_errors else 0)


def _tell(problems: Sequence[JudgedProblem]) -> None:
    if not problems:
        return
    click.echo(f"\n{len(problems)} problems, those of one kind together:", err=True)
    kinds: dict[str, list[JudgedProblem]] = {}
    for problem in problems:
        kinds.setdefault(re.sub(r"\d+(\.\d+)?", "N", problem.why), []).append(problem)
    for found in sorted(kinds.values(), key=len, reverse=True):
        click.echo(f"  {len(found)} x, first at {found[0]}", err=True)
