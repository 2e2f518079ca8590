"""`reasonscore retrieve`: rows in, the same rows with `evidence` out."""

from __future__ import annotations

from typing import Any

import click

from reasonscore_cli.options import decompose_options, rows_options, run_options, settings
from reasonscore_cli.stage import run_stage


@click.command()
@rows_options
@run_options
@click.option("--index", required=True, metavar="DIR|URL|MODULE:NAME", help="An index folder, or a search of your own.")
@click.option(
    "-k", "--top-k", type=click.IntRange(min=1), default=5, show_default=True, help="Passages for each claim."
)
@decompose_options
def retrieve(**found: Any) -> None:
    r"""Find passages for the claims of IN: whole records or bare claim rows.

    A row that brings evidence keeps it, as in `score`; remove the field to have the index searched for it.

    \b
    reasonscore retrieve claims.jsonl --index evidence/ -o found.jsonl
    echo '{"id": 1, "claim": "Metformin can cause lactic acidosis."}' | reasonscore retrieve - --index evidence/ -k 3
    """
    run_stage("retrieve", settings(**found), found)
