"""The fields of a signature, each with what it says: a table of the resources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from reasonscore.errors import InputError
from reasonscore.resource import resource_text
from reasonscore.signature import parse_signature

UNKNOWN = "A field that this version does not know."
OFF = "This stage was not run: no metric needed it."


class SignatureField(NamedTuple):
    """One field of a signature.

    Args:
        name: Stage and field, for example `verify.backend`.
        value: What stands there; empty for a stage that did not run.
        meaning: What it says.
    """

    name: str
    value: str
    meaning: str


def explain_signature(signature: str) -> list[SignatureField]:
    """The fields of a signature in their order.

    Raises:
        InputError: For a text that is no signature.

    >>> [field.name for field in explain_signature("rs:0.1.0|decompose:tier=shallow|verify:off")]
    ['rs.version', 'decompose.tier', 'verify']
    """
    if not signature.startswith("rs:"):
        raise InputError(f"found '{signature[:60]}', expected a signature: one line that begins with rs:")
    found = []
    for stage, entries in parse_signature(signature).items():
        if not entries:
            found.append(SignatureField(stage, "off", OFF))
        for name, value in entries.items():
            found.append(SignatureField(f"{stage}.{name}", value, meanings().get((stage, name), UNKNOWN)))
    return found


@cache
def meanings() -> Mapping[tuple[str, str], str]:
    """What each field says, by stage and name."""
    lines = resource_text("signature/fields.tsv").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(stage, name): meaning for stage, name, meaning in rows}
