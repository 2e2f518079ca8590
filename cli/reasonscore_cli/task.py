"""The tasks of the commands: made once in each process, with the stages that they need."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from reasonscore.settings import Settings
from reasonscore_cli.field import FieldMap

if TYPE_CHECKING:
    from reasonscore.pipeline import Pipeline
    from reasonscore.run.runner import Plan
    from reasonscore.run.task import Task

_FREE = ("threads", "pair_cache")
"""Settings that change no byte of the output: a run may go on with others."""

_IN_SIGNATURE = ("tier", "pipeline", "granularity", "verifier", "model", "index", "top_k", "primer")


def score_task(settings: Settings, fields: FieldMap) -> Task:
    """The task of `score`."""
    from reasonscore.record import parse_record
    from reasonscore.run.task import Task
    from reasonscore.scorer import Scorer

    scorer = Scorer(settings.metrics, settings)
    return Task(parse_record, fields.rename, scorer.score_block, lambda: scorer.signature)


def stage_task(stage: str, settings: Settings, fields: FieldMap) -> Task:
    """The task of `decompose`, `retrieve` or `verify`."""
    from reasonscore.pipeline import Pipeline
    from reasonscore.record import parse_record
    from reasonscore.run.task import Task
    from reasonscore.signature import format_signature
    from reasonscore.stage_run import decompose_block, parse_claims_row, retrieve_block, verify_block

    # A single stage uses what it is given: the demonstration corpus belongs to `score` alone.
    pipeline = Pipeline(replace(settings, primer=False))
    blocks: dict[str, Callable[[Pipeline, Sequence[Any]], list[dict[str, Any]]]] = {
        "decompose": decompose_block,
        "retrieve": retrieve_block,
        "verify": verify_block,
    }
    parts: dict[str, Callable[[], Mapping[str, str]]] = {
        "decompose": lambda: pipeline.decomposer.signature(),
        "retrieve": pipeline.retrieve_signature,
        "verify": lambda: pipeline.verifier.signature(),
    }
    parse = parse_record if stage == "decompose" else parse_claims_row
    return Task(
        parse, fields.rename, partial(blocks[stage], pipeline), lambda: format_signature({stage: parts[stage]()})
    )


def make_plan(
    command: str, settings: Settings, fields: FieldMap, path: str, output: str, found: Mapping[str, Any]
) -> Plan:
    """The plan of a command with the common options.

    Args:
        command: `score`, or a stage.
        settings: The settings of its options.
        fields: Renamed input fields.
        path: The input.
        output: Where rows go.
        found: The options `limit`, `workers`, `resume` and `overwrite`.
    """
    from reasonscore.run.output import require_apart
    from reasonscore.run.runner import Plan

    require_apart([output, str(settings.pair_cache or "")])
    workers = found["workers"]
    if workers > 1 and not settings.threads:
        settings = replace(settings, threads=max(1, (os.cpu_count() or 1) // workers))
    make = partial(score_task, settings, fields)
    if command != "score":
        make = partial(stage_task, command, settings, fields)
    return Plan(
        make, path, output, fields.rename, _options(command, settings, fields, found["limit"]), settings.block_size,
        found["limit"], workers, _may_share(command, settings), found["resume"],
        found["overwrite"],
    )  # fmt: skip


def _may_share(command: str, settings: Settings) -> bool:
    """Whether workers may be forked from one that has loaded everything: not with threads, connections or foreign code.

    Whether a thread was started all the same is seen when everything is loaded.
    """
    from reasonscore.run.template import can_fork

    # What a verifier of somebody else's starts is not known.
    single = settings.verifier == "lexical" or (settings.verifier == "onnx" and settings.threads == 1)
    if command in ("score", "verify") and (not single or settings.pair_cache):
        return False
    return can_fork() and (settings.index is None or os.path.isdir(settings.index))


def _options(command: str, settings: Settings, fields: FieldMap, limit: int | None) -> dict[str, Any]:
    """What decides the bytes of the output; for `score` the signature has the rest."""
    from reasonscore.resource import resources_digest

    found: dict[str, Any] = {"command": command}
    for name in Settings.__dataclass_fields__:
        if name not in _FREE and not (command == "score" and name in _IN_SIGNATURE):
            value = getattr(settings, name)
            found[name] = list(value) if isinstance(value, tuple) else value
    fields_found = [f"{'.'.join(ours)}={'.'.join(theirs)}" for ours, theirs in fields.pairs]
    return found | {"field": fields_found, "limit": limit, "resources": resources_digest()}
