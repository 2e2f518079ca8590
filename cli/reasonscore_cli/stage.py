"""A stage's command: the rows of a file through one stage, in blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import click

from reasonscore.block import Item, blocks
from reasonscore.pipeline import Pipeline
from reasonscore.settings import Settings
from reasonscore_cli.field import parse_fields
from reasonscore_cli.stream import Input, Parse, write_rows

Stage = Callable[[Pipeline, Sequence[Any]], list[dict[str, Any]]]


def run_stage(stage: Stage, parse: Parse, settings: Settings, found: dict[str, Any]) -> None:
    """Run a stage over the input of the common options and exit with its code."""
    source = Input(found["path"], parse, parse_fields(found["renamed"]), found["limit"], found["on_error"])
    # A single stage uses what it is given: the demonstration corpus belongs to `score` alone.
    pipeline = Pipeline(replace(settings, primer=False))

    def rows() -> Iterator[dict[str, Any]]:
        items: Iterator[Item] = source.items()
        for block in blocks(items, settings.block_size):
            yield from stage(pipeline, block)

    code = write_rows(rows(), source, found["output"], progress=found["progress"] and not found["quiet"])
    click.get_current_context().exit(code)
