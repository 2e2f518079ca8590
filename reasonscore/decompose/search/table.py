"""The stage's word lists: tab-separated files among the resources."""

from __future__ import annotations

import re
from functools import cache

from reasonscore.decompose.search.expression import Expression
from reasonscore.resource import resource_text


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `decompose/NAME.tsv`, without comments and empty lines.

    Raises:
        ResourceError: Where the installation lacks the file.

    >>> ("never", "dr") in read_table("abbreviations")
    True
    """
    lines = resource_text(f"decompose/{name}.tsv").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


@cache
def words_of(name: str, kind: str) -> frozenset[str]:
    """The second column of the rows whose first column is `kind`."""
    return frozenset(row[1] for row in read_table(name) if row[0] == kind)


@cache
def pattern(name: str) -> Expression:
    """A regular expression of `patterns.tsv`, compiled without regard to case."""
    table = {row[0]: row[1] for row in read_table("patterns")}
    return Expression(table[name], re.S)


def alternation(phrases: frozenset[str] | tuple[str, ...]) -> str:
    """A regular expression that matches any of the phrases, longest first, any white space between their words."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)
