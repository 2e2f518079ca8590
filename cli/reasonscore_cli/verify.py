"""`reasonscore verify`: claims and evidence in, verdicts out."""

from __future__ import annotations

from typing import Any

import click

from reasonscore_cli.options import (
    decompose_options,
    retrieve_options,
    rows_options,
    run_options,
    settings,
    verify_options,
)
from reasonscore_cli.stage import run_stage


@click.command()
@rows_options
@run_options
@decompose_options
@retrieve_options
@verify_options
def verify(**found: Any) -> None:
    r"""Judge the claims of IN against their evidence.

    Whole records come back with a verdict on every claim, categories of their steps and coverage of their reference;
    bare claim rows come back as {"id", "verdict"}.

    \b
    reasonscore verify claims.jsonl -o judged.jsonl
    reasonscore verify pairs.jsonl --verifier lexical | head -1
    """
    run_stage("verify", settings(**found), found)
