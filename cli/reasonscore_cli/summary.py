"""The summary of a run: a table on stderr for a person, JSON, CSV or LaTeX for a program."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from reasonscore.aggregate.estimate import Estimate
from reasonscore.jsonl import open_text_out
from reasonscore.report.export import format_csv, format_json, format_latex
from reasonscore.report.table import format_table
from reasonscore_cli.terminal import terminal_look


def write_summary(estimates: Sequence[Estimate], signature: str, style: str, path: str | None) -> None:
    """Write the summary to a file, or to stderr where no path is given."""
    if path is None:
        click.echo(_render(estimates, signature, style), err=True)
        return
    with open_text_out(path) as handle:
        handle.write(_render(estimates, signature, style, to_file=True) + "\n")


def _render(estimates: Sequence[Estimate], signature: str, style: str, *, to_file: bool = False) -> str:
    if style == "json":
        return format_json(estimates, signature=signature)
    if style == "csv":
        return format_csv(estimates)
    if style == "latex":
        return format_latex(estimates)
    return format_table(estimates, **({} if to_file else terminal_look(sys.stderr)._asdict()))
