"""The `reasonscore` command: finds the sub-command, and turns errors into messages and exit codes."""

from __future__ import annotations

import errno
import logging
import os
import sys
import warnings
from importlib import import_module
from typing import Any

import click

from reasonscore import __version__
from reasonscore.errors import InputError, MissingExtraError, ReasonScoreError, ResourceError, UnknownNameError

COMMANDS = {
    "score": "score a file: claims, verdicts, metrics",
    "decompose": "split responses into claims",
    "retrieve": "find passages for claims",
    "verify": "judge claims against evidence",
    "explain": "show what was done with one text, and why",
    "aggregate": "summarise rows that are already scored",
    "compare": "compare two scored files row by row",
    "index": "build and search evidence indexes",
    "corpus": "list and fetch open corpora",
    "lexicon": "look up what words name",
    "judged": "score files that another system judged",
    "serve": "rewards and scored rows over HTTP",
    "metrics": "list the metrics",
    "check": "validate a file without scoring it",
    "bench": "measure rates here, forecast a file",
    "signature": "explain what a number depends on",
    "completion": "completion for bash, zsh or fish",
}
"""Sub-commands, each in the module of its name; a module is imported only when its command is called."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        from reasonscore_cli.config import make_configurable

        command: click.Command = getattr(import_module(f"reasonscore_cli.{cmd_name}"), cmd_name)
        make_configurable(command, (cmd_name,))
        return _with_verbatim_examples(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(str(UnknownNameError("command", args[0], COMMANDS)), ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # The reader has seen enough; click would take it for a failure and leave with 1.
            _silence_stdout()
            raise click.exceptions.Exit(0) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # The summaries stand here, so that --help imports no command.
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _with_verbatim_examples(command: click.Command) -> click.Command:
    """The command with the line-break marks of its raw docstrings turned into those that click knows."""
    if command.help:
        command.help = command.help.replace("\\b", "\b")
    for inner in getattr(command, "commands", {}).values():
        _with_verbatim_examples(inner)
    return command


def _cite(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        from reasonscore_cli.citation import citation

        click.echo(citation())
        context.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="reasonscore")
@click.option(
    "--citation", is_flag=True, is_eager=True, expose_value=False, callback=_cite, help="Print how to cite, and exit."
)
def root() -> None:
    r"""Measure the quality of clinical reasoning written as free text, offline.

    \b
    reasonscore score responses.jsonl -o scored.jsonl
    reasonscore explain "No fever, so pneumonia is unlikely." --evidence "She is afebrile."

    Exit codes: 0 fine; 1 some rows failed; 2 usage, input or output; 3 a missing extra, model or index; 4 a threshold
    not met; 130 interrupted.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command and exit with its code."""
    _with_verbatim_examples(root)
    _log_to_stderr()
    try:
        code = root.main(arguments, prog_name="reasonscore", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        sys.exit(130)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        _silence_stdout()
        sys.exit(0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (MissingExtraError, ResourceError) as error:
        sys.exit(_complain(error, 3))
    except ReasonScoreError as error:
        sys.exit(_complain(error, 2))
    except OSError as error:
        # A full disk or a lost mount.
        _silence_stdout()
        full = "cannot write: " if error.errno == errno.ENOSPC else ""
        name = f"{error.filename}: " if error.filename else full
        sys.exit(_complain(ReasonScoreError(f"{name}{error.strerror or error}"), 2))
    sys.exit(code if isinstance(code, int) else 0)


def _silence_stdout() -> None:
    """What was to be written stays in a buffer, which must not complain once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _log_to_stderr() -> None:
    """The library logs and installs nothing; the command shows its warnings as lines on stderr."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("reasonscore: %(message)s"))
    logging.getLogger("reasonscore").handlers = [handler]
    warnings.showwarning = lambda message, *place: click.echo(f"reasonscore: {message}", err=True)


def _complain(error: ReasonScoreError, code: int) -> int:
    kind = "input error" if isinstance(error, InputError) else "error"
    click.echo(f"reasonscore: {kind}: {error}", err=True)
    return code
