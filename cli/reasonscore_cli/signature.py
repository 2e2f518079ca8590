"""`reasonscore signature`: what a signature says, that of a run, a line or a scored file; or how two differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import click

from reasonscore_cli.options import decompose_options, judge_options, retrieve_options, settings
from reasonscore_cli.scored import metric_names


@click.command()
@click.argument("what", nargs=-1, metavar="[SIGNATURE|SCORED]...")
@click.option("-m", "--metric", "names", multiple=True, metavar="METRIC", help="A metric, or a comma list; repeatable.")
@decompose_options
@retrieve_options
@click.option("--primer/--no-primer", default=True, help="Whether the embedded demonstration corpus may serve.")
@judge_options
def signature(what: tuple[str, ...], names: tuple[str, ...], **found: Any) -> None:
    r"""Explain a signature: a line that begins with rs:, that of a scored file, or of a run with these options.

    \b
    reasonscore signature --tier shallow --verifier lexical
    reasonscore signature scored.jsonl
    reasonscore signature "rs:0.1.0|decompose:tier=parse|verify:off" "rs:0.1.0|decompose:tier=shallow|verify:off"

    With two, the fields in which they differ: their numbers can be compared where there are none.
    """
    from reasonscore.signature import differing

    if len(what) > 2:
        raise click.UsageError(f"found {len(what)} signatures or files, expected at most two")
    signatures = [_signature_of(given) for given in what] or [_of_run(names, found)]
    if len(signatures) == 1:
        _show(signatures[0])
        return
    differences = differing(*signatures)
    click.echo("\n".join(differences) if differences else "the same: numbers with these signatures can be compared")
    click.get_current_context().exit(1 if differences else 0)


def _of_run(names: Sequence[str], found: dict[str, Any]) -> str:
    from reasonscore.scorer import Scorer
    from reasonscore.settings import DEFAULT_METRICS

    metrics = metric_names(names, DEFAULT_METRICS)
    return Scorer(metrics, settings(**found)).signature


def _signature_of(given: str) -> str:
    """A signature as it is, else the one that the rows of a file share."""
    from reasonscore.errors import ReasonScoreError
    from reasonscore.jsonl import read_jsonl

    if given.startswith("rs:"):
        return given
    counts: Counter[str] = Counter()
    rows = 0
    for line in read_jsonl(given):
        rows += 1
        if line.row is not None and line.row.get("status") != "error":
            counts[str(line.row.get("signature") or "")] += 1
    carried = {text: count for text, count in counts.items() if text}
    if not carried:
        raise ReasonScoreError(f"none of the {rows:,} rows of {given} carries a signature; score the file first")
    if len(counts) > 1:
        listed = "\n".join(f"  {count:,} rows: {text or '(no signature)'}" for text, count in counts.most_common())
        raise ReasonScoreError(f"the rows of {given} carry different signatures; explain one of them:\n{listed}")
    click.echo(f"{given}: {carried.popitem()[1]:,} of {rows:,} rows carry this signature", err=True)
    return next(iter(counts))


def _show(line: str) -> None:
    from reasonscore.signature_field import explain_signature

    click.echo(line)
    fields = explain_signature(line)
    wide = max(len(field.name) for field in fields)
    for field in fields:
        click.echo(f"  {field.name:<{wide}}  {field.value}\n  {'':<{wide}}  {field.meaning}")
