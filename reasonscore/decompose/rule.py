"""The rules by id: what each does, with a sentence before and after."""

from __future__ import annotations

from typing import NamedTuple

from reasonscore.decompose.search.table import read_table


class Rule(NamedTuple):
    """A rule as `provenance` names it."""

    id: str
    description: str
    before: str
    after: str


def rules() -> dict[str, Rule]:
    """All rules by their id, in the order of the documentation.

    >>> rules()["list.negated"].after
    'She denies fever. / She denies cough.'
    """
    return {row[0]: Rule(row[0], row[1], row[2], row[3]) for row in read_table("rules")}
