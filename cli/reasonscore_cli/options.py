"""Options that several sub-commands share; their defaults are those of `Settings`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from reasonscore.settings import Settings
from reasonscore_cli.config import SHOWING
from reasonscore_cli.verifier_name import VerifierName

F = TypeVar("F", bound=Callable[..., Any])
_DEFAULT = Settings()


def options(*decorators: Callable[[F], F]) -> Callable[[F], F]:
    """Several option decorators as one; help lists them in this order."""

    def decorate(function: F) -> F:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


def piped(context: click.Context, parameter: click.Parameter, path: str) -> str:
    """The path; without one, rows must come through a pipe, or the command would wait for a person to type them."""
    if path == "-" and sys.stdin.isatty() and not (context.params.get("example") or context.meta.get(SHOWING)):
        raise click.UsageError("no input: name a file, or pipe rows in", context)
    return path


input_options = options(
    click.argument("path", metavar="[IN]", default="-", callback=piped),
    click.option("--field", "renamed", multiple=True, metavar="OURS=THEIRS", help="Rename an input field; repeatable."),
    click.option("--limit", type=click.IntRange(min=1), help="Take only the first rows."),
    click.option(
        "--on-error",
        type=click.Choice(["keep", "stop"]),
        default="keep",
        show_default=True,
        help="Keep a broken row with its error and go on, or stop at it.",
    ),
    click.option("--max-errors", type=click.IntRange(min=0), metavar="N", help="Stop once more than N rows failed."),
)

rows_options = options(
    input_options,
    click.option("-o", "--output", metavar="OUT", help="Where rows go; '-' is stdout; .gz and .zst by suffix."),
    click.option("--progress/--no-progress", default=True, help="A progress bar, where stderr is a terminal."),
    click.option("-q", "--quiet", is_flag=True, help="Nothing on stderr but warnings and errors."),
)

run_options = options(
    click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to work on."),
    click.option("--resume", is_flag=True, help="Go on where an interrupted run into OUT ended."),
    click.option(
        "--overwrite/--no-overwrite", default=True, help="Write OUT anew where it holds something, or leave it alone."
    ),
)

decompose_options = options(
    click.option(
        "--tier",
        type=click.Choice(["parse", "shallow"]),
        default=_DEFAULT.tier,
        show_default=True,
        help="With spaCy's parse, or fast and without.",
    ),
    click.option(
        "--pipeline", default=_DEFAULT.pipeline, show_default=True, help="An installed English spaCy pipeline."
    ),
    click.option(
        "--granularity",
        type=click.Choice(["coarse", "balanced", "fine"]),
        default=_DEFAULT.granularity,
        show_default=True,
        help="How far sentences are split.",
    ),
)

retrieve_options = options(
    click.option("--index", metavar="DIR|URL|MODULE:NAME", help="What to search for rows without evidence."),
    click.option(
        "-k",
        "--top-k",
        type=click.IntRange(min=1),
        default=_DEFAULT.top_k,
        show_default=True,
        help="Passages for each claim.",
    ),
)

judge_options = options(
    click.option(
        "--verifier",
        type=VerifierName(),
        default=_DEFAULT.verifier,
        show_default=True,
        help="What judges a claim against evidence; a plugin by its name, or your own by MODULE:NAME.",
    ),
    click.option("--model", help="The verifier's model: a folder, or a Hugging Face name for torch."),
    click.option("--threads", type=click.IntRange(min=0), default=_DEFAULT.threads, help="0 for all cores."),
    click.option("--device", default=_DEFAULT.device, show_default=True, help="For torch: cpu, cuda, cuda:0,cuda:1."),
    click.option(
        "--dtype",
        type=click.Choice(["float32", "float16", "bfloat16"]),
        default=_DEFAULT.dtype,
        show_default=True,
        help="Precision of a torch verifier.",
    ),
    click.option("--pair-cache", metavar="FILE", help="Keep judged pairs in this file for later runs."),
)

verify_options = options(
    judge_options,
    click.option(
        "--batch-size",
        "block_size",
        type=click.IntRange(min=1),
        default=_DEFAULT.block_size,
        show_default=True,
        help="Rows that are worked on together.",
    ),
)

missing_option = click.option(
    "--missing",
    type=click.Choice(["skip", "zero", "error"]),
    default="skip",
    show_default=True,
    help="What a row without a value counts as: it is left out, 0, or the end.",
)


def form_option(name: str, other: str) -> Callable[[F], F]:
    """Whether a command prints for a person or for a program.

    Args:
        name: The parameter that gets it.
        other: What a program reads: `json` or `jsonl`.
    """
    choices = click.Choice(["text", other])
    return click.option(
        "--format", name, type=choices, default="text", show_default=True, help="For a person or a program."
    )


def interval_options(resamples: int) -> Callable[[F], F]:
    """How intervals are made, with the command's own number of resamples."""
    return options(
        click.option(
            "--seed",
            type=click.IntRange(min=0),
            default=0,
            show_default=True,
            envvar="REASONSCORE_SEED",
            help="Seed of the interval and of what else is drawn.",
        ),
        click.option(
            "--resamples",
            type=click.IntRange(1, 1_000_000),
            default=resamples,
            show_default=True,
            help="Draws of the bootstrap.",
        ),
        click.option(
            "--confidence",
            type=click.FloatRange(0, 1, min_open=True, max_open=True),
            default=0.95,
            show_default=True,
            help="Confidence of the interval.",
        ),
    )


def settings(**found: Any) -> Settings:
    """The settings of a sub-command's options; what it does not have keeps its default."""
    return Settings(**{name: value for name, value in found.items() if name in Settings.__dataclass_fields__})
