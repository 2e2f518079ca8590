"""`reasonscore index`: build, extend, describe, search and check an index over a corpus."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reasonscore_cli.options import form_option

if TYPE_CHECKING:
    from reasonscore.retrieve.document import BadDocument
    from reasonscore.retrieve.index import IndexInfo
    from reasonscore.retrieve.reading import Progress, Reading

_SHOWN = 10
_PATH = click.Path(path_type=Path)


@click.group()
def index() -> None:
    """Build and search a BM25 index over a corpus of passages.

    \b
    reasonscore index build passages.jsonl.gz -o index
    reasonscore index search index "metformin and renal failure" -k 3
    """  # noqa: D301


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say how corpora are read."""
    for option in reversed(
        (
            click.option(
                "--format", "form", default="auto", show_default=True, help="Corpus format; see `corpus list`."
            ),
            click.option(
                "--field",
                "fields",
                multiple=True,
                metavar="OURS=THEIRS",
                help="Rename a field, e.g. text=contents; repeatable.",
            ),
            click.option("--words", type=int, help="Cut every document into passages of at most so many words."),
            click.option("--overlap", type=int, default=1, show_default=True, help="Sentences that neighbours share."),
            click.option("--quiet", "-q", is_flag=True, help="No progress and no report."),
            click.option("--no-progress", is_flag=True, help="No progress."),
        )
    ):
        command = option(command)
    return command


@index.command()
@click.argument("corpora", metavar="CORPUS...", nargs=-1, required=True, type=_PATH)
@click.option("-o", "--output", required=True, type=_PATH, help="Folder for the index.")
@click.option("--k1", default=0.9, show_default=True, help="Saturation of the term frequency.")
@click.option("--b", default=0.4, show_default=True, help="Weight of the passage length.")
@click.option("--note", help="A word of caution to keep with the index.")
@click.option("--force", is_flag=True, help="Replace an index that is there.")
@click.option("--resume", is_flag=True, help="Go on with an interrupted build.")
@click.option("--shard-tokens", type=click.IntRange(1), help="Tokens a shard; less takes less memory.")
@reading_options
def build(
    corpora: tuple[Path, ...],
    output: Path,
    k1: float,
    b: float,
    note: str | None,
    force: bool,
    resume: bool,
    **options: Any,
) -> None:
    """Build an index from files or folders of passages.

    \b
    reasonscore index build guidelines/*.jsonl.gz -o index
    reasonscore index build notes/ -o index --words 120
    """  # noqa: D301
    from reasonscore.retrieve.index import build_index

    with _told(options) as (reading, finish):
        info = build_index(corpora, output, k1=k1, b=b, note=note, overwrite=force, resume=resume, reading=reading)
        finish(info, output)
    _exit(info)


@index.command()
@click.argument("folder", metavar="DIR", type=_PATH)
@click.argument("corpora", metavar="CORPUS...", nargs=-1, required=True, type=_PATH)
@reading_options
def add(folder: Path, corpora: tuple[Path, ...], **options: Any) -> None:
    """Add corpora to an index; scores become those of an index built at once.

    \b
    reasonscore index add index more.jsonl
    reasonscore index add index notes/ --words 120 --quiet
    """  # noqa: D301
    from reasonscore.retrieve.index import add_to_index

    with _told(options) as (reading, finish):
        info = add_to_index(corpora, folder, reading=reading)
        finish(info, folder)
    _exit(info)


@index.command()
@click.argument("folder", metavar="DIR", type=_PATH)
@form_option("form", "json")
def info(folder: Path, form: str) -> None:
    """Say what an index holds and how it was made.

    \b
    reasonscore index info index
    reasonscore index info index --format json
    """  # noqa: D301
    from reasonscore.retrieve.manifest import read_manifest

    _print_info(read_manifest(folder), form)


@index.command()
@click.argument("folder", metavar="DIR", type=_PATH)
@click.argument("query")
@click.option("-k", "--top-k", type=click.IntRange(1), default=5, show_default=True, help="Passages to show.")
@click.option("--source", "sources", multiple=True, help="Only sources that contain this; repeatable.")
@click.option("--since", help="Only passages from this date on (2020, 2020-06, 2020-06-30).")
@click.option("--until", help="Only passages up to this date.")
@click.option("--undated", is_flag=True, help="Let passages without a date through the date filters.")
@form_option("form", "jsonl")
def search(
    folder: Path,
    query: str,
    top_k: int,
    sources: tuple[str, ...],
    since: str | None,
    until: str | None,
    undated: bool,
    form: str,
) -> None:
    """Show the best passages for a query, with their scores.

    \b
    reasonscore index search index "HbA1c threshold for diabetes" -k 3
    reasonscore index search index "stroke thrombolysis" --since 2019 --format jsonl
    """  # noqa: D301
    from reasonscore.retrieve.index import Index
    from reasonscore.retrieve.passage_filter import PassageFilter

    chosen = PassageFilter(sources, since, until, undated)
    found = Index(folder, chosen if chosen.signature() else None).retrieve([query], top_k)[0]
    for rank, passage in enumerate(found, 1):
        if form == "jsonl":
            click.echo(json.dumps(passage.to_row(), ensure_ascii=False))
            continue
        about = "  ".join(part for part in (passage.id, passage.source, passage.date) if part)
        click.echo(f"{rank}. {passage.score:.4f}  {click.style(passage.title or '', bold=True)}\n   {about}")
        click.echo(f"   {passage.text}\n")
    if not found and chosen.signature():
        click.echo("no passage that shares a word with the query passes the filter; see also --undated", err=True)
    elif not found:
        click.echo("no passage shares a word with the query", err=True)


@index.command()
@click.argument("folder", metavar="DIR", type=_PATH)
def verify(folder: Path) -> None:
    """Read every file of an index and compare it with its digest.

    \b
    reasonscore index verify index
    reasonscore index verify index && reasonscore score responses.jsonl -o scored.jsonl --index index
    """  # noqa: D301
    from reasonscore.errors import ResourceError
    from reasonscore.retrieve.index import open_index, verify_index

    problems = verify_index(folder)
    if problems:
        raise ResourceError(f"index '{folder}' is damaged; build it again\n  " + "\n  ".join(problems))
    found = open_index(folder)
    click.echo(f"{len(found.info.files)} files, {len(found):,} passages: all as they were written")


@contextmanager
def _told(options: dict[str, Any]) -> Iterator[tuple[Reading, Callable[[IndexInfo, Path], None]]]:
    """A reading that reports to a terminal, and what to call with the finished index."""
    from reasonscore.errors import ReasonScoreError
    from reasonscore.retrieve.chunk import Chunking
    from reasonscore.retrieve.reading import SHARD_TOKENS, Reading

    skipped: list[BadDocument] = []
    with _progress(shown=sys.stderr.isatty() and not options["quiet"] and not options["no_progress"]) as progress:
        reading = Reading(
            form=options["form"],
            fields=_fields(options["fields"]),
            chunking=Chunking(options["words"], options["overlap"]) if options["words"] is not None else None,
            shard_tokens=options.get("shard_tokens") or SHARD_TOKENS,
            progress=progress,
            report=lambda bad: skipped.append(bad) if len(skipped) < _SHOWN else None,
        )
        try:
            yield reading, lambda info, folder: None if options["quiet"] else _report(info, folder, skipped)
        except ReasonScoreError:
            _tell_skipped(skipped)
            raise


@contextmanager
def _progress(shown: bool) -> Iterator[Progress]:
    if not shown:
        yield lambda stage, count: None
        return
    from rich.console import Console

    with Console(stderr=True).status("reading") as status:
        yield lambda stage, count: status.update(f"{stage}: {count:,} passages")


def _tell_skipped(skipped: list[BadDocument]) -> None:
    for bad in skipped:
        click.echo(f"skipped {bad}", err=True)


def _report(info: IndexInfo, folder: Path, skipped: list[BadDocument]) -> None:
    total = sum(corpus.skipped for corpus in info.corpora)
    _tell_skipped(skipped)
    if total > len(skipped):
        click.echo(f"... and {total - len(skipped):,} more skipped documents", err=True)
    for corpus in info.corpora:
        click.echo(
            f"{corpus.name}: {corpus.documents:,} documents, {corpus.passages:,} passages, "
            f"{corpus.duplicates:,} duplicates, {corpus.skipped:,} skipped",
            err=True,
        )
    click.echo(f"{folder}: {info.passages:,} passages, {info.terms:,} terms, {info.bytes / 1e6:,.1f} MB", err=True)


def _exit(info: IndexInfo) -> None:
    """Exit code 1 where documents were skipped, as everywhere."""
    if any(corpus.skipped for corpus in info.corpora):
        click.get_current_context().exit(1)


def _fields(pairs: tuple[str, ...]) -> dict[str, str]:
    from reasonscore.retrieve.jsonl import NAMES

    fields = {}
    for pair in pairs:
        ours, equals, theirs = pair.partition("=")
        if not equals or not theirs or ours not in NAMES:
            raise click.BadParameter(f"found '{pair}', expected NAME=OTHER with NAME one of {', '.join(NAMES)}")
        fields[ours] = theirs
    return fields


def _print_info(found: IndexInfo, form: str) -> None:
    from dataclasses import asdict

    summary: dict[str, Any] = {
        "passages": found.passages,
        "terms": found.terms,
        "tokens": found.tokens,
        "shards": len(found.shards),
        "bytes": found.bytes,
        "variant": found.variant,
        "k1": found.k1,
        "b": found.b,
        "tokenizer": found.tokenizer,
        "digest": found.digest,
        "dates": found.dates,
        "licences": found.licences,
        "note": found.note,
        "corpora": [asdict(corpus) for corpus in found.corpora],
    }
    if form == "json":
        click.echo(json.dumps(summary, ensure_ascii=False))
        return
    for name, value in summary.items():
        if name == "corpora":
            for corpus in value:
                click.echo("corpus     " + ", ".join(f"{key} {item}" for key, item in corpus.items()))
        elif name == "licences":
            click.echo("licences   " + "; ".join(f"{licence or 'not stated'} ({n:,})" for licence, n in value.items()))
        elif value is not None:
            shown = (
                f"{value:,}" if isinstance(value, int) else " to ".join(value) if isinstance(value, tuple) else value
            )
            click.echo(f"{name:<10} {shown}")
