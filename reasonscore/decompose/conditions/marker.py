"""The words that open a condition: one table for the reader of the parse tree and for the reader of the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple, cast

from reasonscore.decompose.claim import ConditionKind
from reasonscore.decompose.search.opening_word import OpeningWords
from reasonscore.decompose.search.table import alternation, read_table

INVERTED = ("were", "had", "should")
"""Verbs that open a condition where they stand before their subject; they stay part of its words."""

_SUBJECT = r"(?:the|this|that|these|those|it|he|she|they|there|we|you|an?|his|her|symptoms|any)"
_UNTELLING = frozenset("as so in the of that even only not except especially particularly depending on".split())


@cache
def condition_kinds(reader: Literal["tree", "text"]) -> Mapping[str, ConditionKind]:
    """The kind of condition that each marker opens, for one of the two readers.

    >>> condition_kinds("tree")["as long as"], condition_kinds("text")["in case of"]
    ('if', 'if')
    """
    rows = [row for row in read_table("conditions") if len(row) == 2 or row[2] == reader]
    return {row[1]: cast(ConditionKind, row[0]) for row in rows}


class TextMarkers(NamedTuple):
    """The markers as the reader of the text looks for them."""

    kinds: Mapping[str, ConditionKind]
    expression: re.Pattern[str]
    openings: OpeningWords
    """What a text has to open with where it is to open with a marker."""
    inner: frozenset[str]
    """Markers of conditions that stand inside a claim."""
    alone: frozenset[str]
    """Those of one word."""
    pairs: frozenset[tuple[str, ...]]
    """The first two words of the others."""
    keywords: frozenset[str]
    """Words of which each of them holds one."""


@cache
def text_markers() -> TextMarkers:
    """The markers of conditions in a text, made ready once."""
    kinds = condition_kinds("text")
    written = tuple(marker for marker in kinds if marker not in INVERTED)
    inverted = rf"(?:{alternation(INVERTED)})\s+(?={_SUBJECT}\b)"
    expression = re.compile(rf"(?:{alternation(written)})(?![\w-])|{inverted}", re.I)
    inner = frozenset(written) - {"once"}
    return TextMarkers(
        kinds,
        expression,
        OpeningWords([expression.pattern]),
        inner,
        alone=frozenset(marker for marker in inner if " " not in marker),
        pairs=frozenset(tuple(marker.split()[:2]) for marker in inner if " " in marker),
        keywords=frozenset(word for marker in inner for word in marker.split()) - _UNTELLING,
    )
