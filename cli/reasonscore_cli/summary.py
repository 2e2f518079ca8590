"""The summary of a run: a table on stderr for a person, JSON, CSV or LaTeX for a program."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence

import click

from reasonscore.aggregate.estimate import Estimate
from reasonscore.jsonl import open_text_out
from reasonscore.report.export import format_csv, format_json, format_latex
from reasonscore.report.table import format_table


def write_summary(estimates: Sequence[Estimate], signature: str, style: str, path: str | None) -> None:
    """Write the summary to a file, or to stderr where no path is given."""
    text = _render(estimates, signature, style, for_terminal=path is None)
    if path is None:
        click.echo(text, err=True)
        return
    with open_text_out(path) as handle:
        handle.write(text + "\n")


def _render(estimates: Sequence[Estimate], signature: str, style: str, *, for_terminal: bool) -> str:
    if style == "json":
        return format_json(estimates, signature=signature)
    if style == "csv":
        return format_csv(estimates)
    if style == "latex":
        return format_latex(estimates)
    terminal = for_terminal and sys.stderr.isatty()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    ascii_only = not (sys.stderr.encoding or "utf-8").lower().startswith("utf")
    width = shutil.get_terminal_size().columns if terminal else None
    return format_table(estimates, width=width, color=terminal and not plain, ascii_only=ascii_only and for_terminal)
