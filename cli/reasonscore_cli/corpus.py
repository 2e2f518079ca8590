"""`reasonscore corpus`: which open corpora there are, and how to get them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reasonscore.retrieve.fetch import Received


@click.group()
def corpus() -> None:
    """List open corpora of evidence, and fetch those whose digest is known.

    \b
    reasonscore corpus list
    reasonscore corpus fetch scifact -o corpora
    """  # noqa: D301


@corpus.command("list")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def list_corpora(form: str) -> None:
    """Describe the named corpora: licence, size, where to get them, how to index them.

    \b
    reasonscore corpus list
    reasonscore corpus list --format json
    """  # noqa: D301
    from dataclasses import asdict

    from reasonscore.retrieve.named_corpus import named_corpora

    found = named_corpora()
    if form == "json":
        click.echo(json.dumps([asdict(item) for item in found], ensure_ascii=False, indent=1))
        return
    for item in found:
        click.echo(f"{click.style(item.name, bold=True)}  {item.title}")
        for label in ("licence", "size", "home", "get", "build", "note"):
            click.echo(f"    {label:<8} {getattr(item, label)}")
        click.echo()
    click.echo("formats: jsonl (own names, MedRAG, BEIR, R2MED), medquad (XML), markdown, text", err=True)


@corpus.command()
@click.argument("name")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder to put it in; the name by default.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Seconds of silence.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors.")
def fetch(name: str, output: Path | None, timeout: float, quiet: bool) -> None:
    """Download a named corpus, check its digest, unpack it; repeat the command to go on after an interruption.

    \b
    reasonscore corpus fetch nfcorpus
    reasonscore corpus fetch scifact -o corpora/scifact --quiet
    """  # noqa: D301
    from reasonscore.retrieve.fetch import fetch_corpus
    from reasonscore.retrieve.named_corpus import named_corpus

    found = named_corpus(name)
    with _progress(shown=sys.stderr.isatty() and not quiet) as received:
        paths = fetch_corpus(found, output or Path(name), timeout=timeout, received=received)
    for path in paths:
        click.echo(path)
    if not quiet:
        click.echo(f"licence: {found.licence}\nnext: {found.build}", err=True)


@contextmanager
def _progress(shown: bool) -> Iterator[Received]:
    if not shown:
        yield lambda name, here, whole: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, int] = {}

        def received(name: str, here: int, whole: int | None) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name)
            bars.update(bars.task_ids[tasks[name]], completed=here, total=whole)

        yield received
