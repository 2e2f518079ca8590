"""The commands and their options as a tree: for completion, generated pages and configuration files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import click


class Leaf(NamedTuple):
    """A command, and the words that call it: `("index", "build")`."""

    words: tuple[str, ...]
    command: click.Command

    @property
    def name(self) -> str:
        """The words in one: `index build`."""
        return " ".join(self.words)


def leaves() -> list[Leaf]:
    """Every command, groups before what is in them, in the order of the help."""
    from reasonscore_cli.main import root

    context = click.Context(root)
    found = [(name, root.get_command(context, name)) for name in root.list_commands(context)]
    return [leaf for name, command in found if command for leaf in _below((name,), command)]


def long_name(option: click.Option) -> str:
    """An option's name in a configuration file: its first long spelling without dashes.

    >>> long_name(click.Option(["-o", "--output"]))
    'output'
    """
    spelled = next((text for text in option.opts if text.startswith("--")), option.opts[0])
    return spelled.lstrip("-")


def _below(words: tuple[str, ...], command: click.Command) -> Iterator[Leaf]:
    yield Leaf(words, command)
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from _below((*words, name), inner)
