"""A stage's command: the rows of a file through one stage."""

from __future__ import annotations

from typing import Any

import click

from reasonscore.settings import Settings
from reasonscore_cli.field import parse_fields


def run_stage(stage: str, settings: Settings, found: dict[str, Any]) -> None:
    """Run a stage over the input of the common options and exit with its code."""
    from reasonscore_cli.stream import Tally, stream
    from reasonscore_cli.task import make_plan

    plan = make_plan(stage, settings, parse_fields(found["renamed"]), found["path"], found["output"] or "-", found)
    tally = Tally(found["on_error"], found["max_errors"])
    code = stream(plan, tally, lambda briefs: None, progress=found["progress"] and not found["quiet"])
    click.get_current_context().exit(code)
