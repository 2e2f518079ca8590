"""Cue tables of the checks: tab-separated files in the resources, one meaning and one expression a line."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from reasonscore.decompose.search.expression import Expression
from reasonscore.resource import resource_text
from reasonscore.span import Piece


class Found(NamedTuple):
    """One cue in a text: what it means and where it stands."""

    meaning: str
    piece: Piece


@cache
def _pattern(name: str) -> tuple[Expression, tuple[str, ...]]:
    text = resource_text(f"verify/{name}.tsv")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    pattern = "|".join(f"(?P<c{index}>{expression})" for index, (_, expression) in enumerate(rows))
    return Expression(rf"(?<![\w-])(?:{pattern})(?!\w)"), tuple(meaning for meaning, _ in rows)


@lru_cache(maxsize=65536)
def find_cues(table: str, text: str) -> tuple[Found, ...]:
    """The cues of a table in a text, in order; where several begin at one place the first of the table wins.

    >>> [found.meaning for found in find_cues("directions", "Potassium fell while creatinine rose.")]
    ['down', 'up']
    """
    pattern, meanings = _pattern(table)
    if pattern.lacks_words(text):
        return ()
    found = []
    for match in pattern.finditer(text):
        meaning = meanings[int((match.lastgroup or "c0")[1:])]
        if meaning != "none":
            found.append(Found(meaning, match.span()))
    return tuple(found)
