"""The value of `--verifier`: a backend of ours, one that an installed package brings, or `module:name`."""

from __future__ import annotations

from typing import Any

import click

from reasonscore.own_object import names_object


class VerifierName(click.Choice):  # type: ignore[type-arg]  # no parameter before click 8.2
    """The names of our backends, which help and completion show; others are looked up where one is given."""

    def __init__(self) -> None:
        super().__init__(["onnx", "torch", "lexical"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, where there is such a backend."""
        name = str(value)
        if name in self.choices or names_object(name):
            return name
        from reasonscore.verify.backends.loader import backends

        if name not in backends:
            self.fail(
                f"{name!r} is no verifier; installed are {', '.join(backends)}. A package brings one through the entry "
                "point group 'reasonscore.verifiers'; one of your own is written MODULE:NAME",
                param,
                ctx,
            )
        return name
