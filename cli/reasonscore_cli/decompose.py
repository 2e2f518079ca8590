"""`reasonscore decompose`: responses in, the same rows with `claims` and `filtered` out."""

from __future__ import annotations

from typing import Any

import click

from reasonscore_cli.options import decompose_options, rows_options, run_options, settings
from reasonscore_cli.stage import run_stage


@click.command()
@rows_options
@run_options
@decompose_options
def decompose(**found: Any) -> None:
    r"""Split the responses of IN into claims.

    \b
    reasonscore decompose responses.jsonl -o claims.jsonl
    reasonscore decompose responses.jsonl --granularity fine --tier shallow | head -1
    """
    run_stage("decompose", settings(**found), found)
