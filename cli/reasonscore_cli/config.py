"""`--config FILE.toml`, `REASONSCORE_*` and `--show-config`: where an option's value comes from when no flag gives it.

A flag wins over the environment, the environment over the file, the file over the default.
"""

from __future__ import annotations

import functools
import json
import tomllib
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

import click
from click.core import ParameterSource

from reasonscore.errors import ReasonScoreError
from reasonscore_cli.command_tree import long_name

SHOWING = "reasonscore.show_config"
"""Marks a call that only prints its options."""

PER_CALL = frozenset(
    {"output", "summary", "problems", "export-claims", "force", "resume", "example", "limit", "sample", "help"}
)
"""Options that belong to one call: no variable sets them, lest a forgotten one overwrites a file or leaves rows out."""

_OWN_ONLY = frozenset({"format", "field", "set", "timeout", "words"})
"""Options that mean something else in each command: only the variable with the command's name sets them."""

_SOURCES = {ParameterSource.ENVIRONMENT: "environment", ParameterSource.COMMANDLINE: "flag"}


def make_configurable(command: click.Command, words: tuple[str, ...]) -> None:
    """Give a command, or the commands of a group, both options and the variables of its options."""
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            make_configurable(inner, (*words, name))
        return
    if command.callback is None or any(parameter.name == "config" for parameter in command.params):
        return
    for option in _options(command):
        name = long_name(option)
        if name not in PER_CALL and option.envvar is None:
            option.envvar = variables(words, name)
    command.params += [
        click.Option(
            ["--config"],
            metavar="FILE.toml",
            is_eager=True,
            expose_value=False,
            envvar="REASONSCORE_CONFIG",
            callback=functools.partial(_read, words),
            help="Options from a file; flags win.",
        ),
        click.Option(
            ["--show-config"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_mark,
            help="Print the options as such a file, with where each comes from, and do nothing.",
        ),
    ]
    command.callback = _showing(command.callback)


def variables(words: tuple[str, ...], name: str) -> list[str]:
    """The variables that set an option, the stronger first.

    >>> variables(("index", "build"), "shard-tokens")
    ['REASONSCORE_INDEX_BUILD_SHARD_TOKENS', 'REASONSCORE_SHARD_TOKENS']
    """
    found = ["_".join([*words, name])] + ([] if name in _OWN_ONLY else [name])
    return [f"REASONSCORE_{text.replace('-', '_').upper()}" for text in found]


def read_config(path: str, words: tuple[str, ...], options: Mapping[str, click.Option]) -> dict[str, Any]:
    """The options that a file sets for one command, under the names of the command's parameters.

    Args:
        path: A TOML file: options for all commands at its top, those of one command in its table (`[index.build]`).
        words: The command.
        options: The command's options by their names in the file.

    Raises:
        ReasonScoreError: For a file that cannot be read, and for a name in the command's own table that it does not
            have. Names at the top may belong to other commands, but some command must have them.
    """
    try:
        with Path(path).open("rb") as handle:
            content = tomllib.load(handle)
    except OSError as error:
        raise ReasonScoreError(f"cannot read {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ReasonScoreError(f"{path} is not valid TOML: {error}") from error
    commands, anywhere = _known()
    top, own = {}, content
    for depth, word in enumerate((None, *words)):
        if word is not None:
            found = own.get(word, {})
            own = found if isinstance(found, dict) else {}
        here = words[:depth]
        for name, value in own.items():
            if (*here, name) in commands:
                if not isinstance(value, dict) and name not in anywhere:
                    _refuse(path, here, name, set(), "is a command: write a table of its options")
                if isinstance(value, dict):
                    continue
            known = anywhere if here != words else set(options)
            spelled = name.replace("_", "-")
            if spelled not in known:
                tables = {inner[-1] for inner in commands if inner[:-1] == here}
                _refuse(path, here, name, known | tables, "is no option")
            if spelled in options:
                top[spelled] = _plain(path, here, name, value, options[spelled])
    return {options[name].name or name: value for name, value in top.items()}


def shown_config(context: click.Context) -> str:
    """The options of a call as a configuration file that would give them again."""
    lines = [f"[{'.'.join(context.command_path.split()[1:])}]"]
    for option in _options(context.command):
        name = long_name(option)
        if option.name is None or name in ("config", "show-config", "help"):
            continue
        value = context.params.get(option.name)
        source = context.get_parameter_source(option.name)
        where = context.meta.get("reasonscore.config") if source is ParameterSource.DEFAULT_MAP else None
        told = where or (_SOURCES.get(source) if source else None)
        lines.append(
            f"# {name} is not set" if value is None else f"{name} = {_toml(value)}{f'  # {told}' if told else ''}"
        )
    return "\n".join(lines)


def _options(command: click.Command) -> list[click.Option]:
    return [parameter for parameter in command.params if isinstance(parameter, click.Option)]


def _known() -> tuple[set[tuple[str, ...]], set[str]]:
    """The words of every command, and the options that some command has."""
    from reasonscore_cli.command_tree import leaves

    found = leaves()
    return {leaf.words for leaf in found}, {long_name(item) for leaf in found for item in _options(leaf.command)}


def _plain(path: str, table: tuple[str, ...], name: str, value: Any, option: click.Option) -> Any:
    """A value of the file as the option takes it: a table becomes `a=b` pairs, a single value a list of one."""
    if option.multiple:
        if isinstance(value, dict):
            value = [f"{key}={item}" for key, item in value.items()]
        value = value if isinstance(value, list) else [value]
        if all(isinstance(item, str | int | float) for item in value):
            return [str(item) for item in value]
    elif isinstance(value, bool) == option.is_flag and isinstance(value, str | int | float):
        # As on the command line: click itself would cut 2.5 down to 2 where a whole number is wanted.
        return value if isinstance(value, bool) else str(value)
    wanted = "true or false" if option.is_flag else "a list" if option.multiple else "one value"
    return _refuse(path, table, name, set(), f"is {json.dumps(value, default=str)}, expected {wanted}")


def _refuse(path: str, table: tuple[str, ...], name: str, known: set[str], what: str) -> NoReturn:
    close = get_close_matches(name.replace("_", "-"), sorted(known), n=3, cutoff=0.5)
    hint = f"; did you mean {', '.join(close)}?" if close else ""
    where = f" in [{'.'.join(table)}]" if table else ""
    raise ReasonScoreError(f"{path}: '{name}'{where} {what}{hint}")


def _read(words: tuple[str, ...], context: click.Context, parameter: click.Parameter, path: str | None) -> None:
    if path is None or context.resilient_parsing:
        return
    options = {long_name(option): option for option in _options(context.command)}
    for name in ("config", "show-config"):
        options.pop(name)
    context.default_map = dict(context.default_map or {}) | read_config(path, words, options)
    context.meta["reasonscore.config"] = path


def _mark(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        context.meta[SHOWING] = True


def _showing(callback: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(callback)
    def run(*arguments: Any, **found: Any) -> Any:
        context = click.get_current_context()
        if context.meta.get(SHOWING):
            click.echo(shown_config(context))
            return context.exit(0)
        return callback(*arguments, **found)

    return run


def _toml(value: Any) -> str:
    """A value as TOML writes it: its strings are those of JSON.

    >>> _toml(("a", 1.5, True, Path("b")))
    '["a", 1.5, true, "b"]'
    """
    if isinstance(value, tuple | list):
        return f"[{', '.join(_toml(item) for item in value)}]"
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
