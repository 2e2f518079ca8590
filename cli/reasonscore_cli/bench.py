"""`reasonscore bench`: what each stage takes on this machine, and how long a file would take."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from reasonscore.jsonl import named
from reasonscore_cli.field import parse_fields
from reasonscore_cli.options import decompose_options, form_option, retrieve_options, settings, verify_options
from reasonscore_cli.scored import metric_names

if TYPE_CHECKING:
    from reasonscore_cli.forecast import Forecast


@click.command()
@click.argument("path", metavar="[FILE]", required=False)
@click.option("-m", "--metric", "names", multiple=True, metavar="METRIC", help="A metric, or a comma list; repeatable.")
@click.option("--sample", type=click.IntRange(min=1), default=64, show_default=True, help="Rows to measure on.")
@click.option("--field", "renamed", multiple=True, metavar="OURS=THEIRS", help="Rename an input field; repeatable.")
@decompose_options
@retrieve_options
@click.option("--primer/--no-primer", default=True, help="Whether the embedded demonstration corpus may serve.")
@verify_options
@form_option("style", "json")
def bench(path: str | None, names: tuple[str, ...], sample: int, style: str, **found: Any) -> None:
    r"""Measure each stage on rows spread over FILE, and say how long `score` would take for all of it.

    Without FILE the embedded examples are measured. The time is that of one process and includes loading.

    \b
    reasonscore bench
    reasonscore bench responses.jsonl --tier shallow --verifier lexical --sample 16
    """
    from reasonscore.scorer import Scorer
    from reasonscore.settings import DEFAULT_METRICS
    from reasonscore_cli.example import example_path
    from reasonscore_cli.forecast import measure, spread_rows

    metrics = metric_names(names, DEFAULT_METRICS)
    rows, n_rows, n_failed = spread_rows(path or str(example_path()), sample, parse_fields(found["renamed"]))
    forecast = measure(Scorer(metrics, settings(**found)), rows, n_rows)
    if style == "json":
        click.echo(json.dumps(forecast.to_row(), indent=2))
    else:
        click.echo(_text(forecast, path))
    if n_failed:
        click.echo(f"{n_failed} of the sampled rows are broken; `reasonscore check` says why", err=True)
    click.get_current_context().exit(1 if n_failed else 0)


def _text(found: Forecast, path: str | None) -> str:
    lines = [
        f"{found.n_sampled} of {found.n_rows:,} rows, {found.n_claims:,} claims; loading took {found.loading:.2f} s",
        "",
        f"{'stage':<10} {'seconds':>9} {'share':>6} {'rows/s':>10}",
    ]
    for name, seconds in [*found.stages.items(), ("together", found.seconds)]:
        share, rate = seconds / found.seconds if found.seconds else 0.0, found.rate(seconds)
        lines.append(f"{name:<10} {seconds:9.3f} {share:6.0%} {'-' if rate is None else f'{rate:,.1f}':>10}")
    if path is not None:
        low, high = found.between
        wide = f" (95 % interval of the sample: {_spoken(low)} to {_spoken(high)})" if high > low else ""
        lines += ["", f"{named(path)}: about {_spoken(found.expected)} in one process{wide}"]
    return "\n".join(lines)


def _spoken(seconds: float) -> str:
    """A time as people say it.

    >>> _spoken(0.25), _spoken(95), _spoken(7300)
    ('0.2 s', '1 min 35 s', '2 h 1 min')
    """
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes = int(seconds) // 60
    return f"{minutes} min {int(seconds) % 60} s" if minutes < 60 else f"{minutes // 60:,} h {minutes % 60} min"
