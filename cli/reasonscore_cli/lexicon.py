"""`reasonscore lexicon`: what words name."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reasonscore_cli.options import form_option

if TYPE_CHECKING:
    from reasonscore.lexicon.concept import Mention


@click.group(name="lexicon")
def lexicon() -> None:
    """Look up what clinical words name.

    \b
    reasonscore lexicon lookup "Low sodium after a heart attack"
    echo "MI with low sodium" | reasonscore lexicon lookup - --format jsonl
    """  # noqa: D301


@lexicon.command()
@click.argument("text")
@form_option("form", "jsonl")
@click.option(
    "--lexicon",
    "tables",
    type=click.Path(dir_okay=False, path_type=Path),
    multiple=True,
    metavar="TSV",
    help="A table of your own (columns kind, name, forms, broader); may be repeated.",
)
def lookup(text: str, form: str, tables: tuple[Path, ...]) -> None:
    """Show the concepts in TEXT, or in each line of standard input where TEXT is '-'.

    An ambiguous abbreviation gives every candidate, likeliest first.

    \b
    reasonscore lexicon lookup "Low sodium after a heart attack"
    echo "MI with low sodium" | reasonscore lexicon lookup - --format jsonl
    """  # noqa: D301
    from reasonscore.lexicon.lexicon import load_lexicon

    loaded = load_lexicon(*tables)
    show = _json if form == "jsonl" else _page()
    for line in _lines(text):
        show(line, loaded.find(line))


def _lines(text: str) -> Iterator[str]:
    if text != "-":
        yield text
        return
    for line in sys.stdin:
        yield line.rstrip("\r\n")


def _json(text: str, mentions: tuple[Mention, ...]) -> None:
    concepts = [
        {"id": concept.id, "name": concept.name, "kind": concept.kind, "span": [list(mention.span)]}
        for mention in mentions
        for concept in mention.candidates
    ]
    click.echo(json.dumps({"text": text, "concepts": concepts}, ensure_ascii=False))


def _page() -> Any:
    """What prints one text for a person: in colour at a terminal, plain in a pipe."""
    if not sys.stdout.isatty():
        return _plain
    from rich.console import Console
    from rich.markup import escape

    console = Console()

    def coloured(text: str, mentions: tuple[Mention, ...]) -> None:
        console.print(f"[bold]{escape(text)}[/bold]")
        for surface, kind, name, note in _cells(mentions):
            console.print(f"  [cyan]{escape(surface)}[/cyan]  [dim]{kind}[/dim]  {escape(name)}[yellow]{note}[/yellow]")

    return coloured


def _plain(text: str, mentions: tuple[Mention, ...]) -> None:
    click.echo(text)
    for surface, kind, name, note in _cells(mentions):
        click.echo(f"  {surface}\t{kind}\t{name}{note}")
    if not mentions:
        click.echo("  (no concept found)")


def _cells(mentions: tuple[Mention, ...]) -> Iterator[tuple[str, str, str, str]]:
    for mention in mentions:
        for concept in mention.candidates:
            yield mention.surface, concept.kind, concept.name, "  (ambiguous)" if mention.ambiguous else ""
