"""Axes: pairs of words of which only one can hold of the same thing, such as acute and chronic."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.cue_table import find_cues
from reasonscore.verify.facts.denial import denied_reaches
from reasonscore.verify.facts.statement import REMEMBERED, Statement, held_words, light_keys, word_key
from reasonscore.verify.verdict import Check, silent

_CLAUSE = re.compile(r"[;:]\s|,\s|\b(?:and|but|while|whereas|although|though)\b", re.IGNORECASE)


_WORD = re.compile(r"[A-Za-z0-9]+")
_PART = re.compile(r"[;:]\s", re.IGNORECASE)


class Value(NamedTuple):
    """A place on an axis, the words beside the cue, and where the cue stands."""

    axis: str
    sign: str
    near: frozenset[str]
    piece: tuple[int, int]


def axis_check(
    comparison: Comparison, name: str, table: str, least: float, without: frozenset[str] = frozenset()
) -> Check:
    """Whether evidence about the claim's words stands at the claim's end of the same axis.

    Args:
        comparison: Claim and evidence.
        name: Of the check that asks.
        table: Of the cues; their meaning is an axis, its sign and a word for people.
        least: Share of the claim's other words that a sentence must hold.
        without: Keys of words that do not count among these.
    """
    claim = comparison.claim
    asked = _values(claim, table)
    if not asked:
        return silent(name)
    own = frozenset(word_key(word) for value in asked for word in _WORD.findall(claim.text, *value.piece))
    for sentence in comparison.aligned(least, own | without):
        known = _values(sentence.statement, table)
        for value in asked:
            same = [other for other in known if other.axis == value.axis]
            if len({other.sign for other in same}) > 1:
                same = _of_clause(claim, sentence.statement, same, own) or [
                    other for other in same if other.near & value.near
                ]
            if len({other.sign for other in same}) != 1:
                continue
            spans = (value.piece,), (sentence.place(same[0].piece),)
            if same[0].sign != value.sign:
                # "Positive for one and negative for the other": the claim's word is there as well.
                said = f"{value.axis}{value.sign}"
                if any(meaning.startswith(said) for meaning, _ in find_cues(table, sentence.statement.text)):
                    return silent(name)
                if not _says_rest(claim, sentence.statement, same[0], own):
                    return silent(name)
                return Check(name, "conflict", *spans)
            if _text(claim, value) != _text(sentence.statement, same[0]):
                return Check(name, "agree", *spans)
    return silent(name)


def _says_rest(claim: Statement, known: Statement, value: Value, own: frozenset[str]) -> bool:
    """Whether the part of a sentence around a value says at least half of what the sentence says of the claim."""
    asked = {claim.words[index].key for index in held_words(claim, known)} & known.keys - own - light_keys()
    bounds = [0, *(match.end() for match in _PART.finditer(known.text)), len(known.text) + 1]
    start, end = next((a, b) for a, b in pairwise(bounds) if a <= value.piece[0] < b)
    inside = {word.key for word in known.words if start <= word.piece[0] < end}
    return 2 * len(asked & inside) >= len(asked)


def _of_clause(claim: Statement, known: Statement, values: list[Value], own: frozenset[str]) -> list[Value]:
    """The values whose clause says most of the claim's other words; none where two clauses say as much."""
    asked = claim.keys - own
    bounds = [0, *(match.end() for match in _CLAUSE.finditer(known.text)), len(known.text)]
    counts = []
    for value in values:
        start, end = next((a, b) for a, b in pairwise(bounds) if a <= value.piece[0] < b)
        counts.append(len(asked & {word.key for word in known.words if start <= word.piece[0] < end}))
    best = max(counts)
    found = [value for value, count in zip(values, counts, strict=True) if count == best]
    return found if best and len({value.sign for value in found}) == 1 else []


def _text(statement: Statement, value: Value) -> str:
    """The cue's words: that both sides use the same ones says nothing beyond their overlap."""
    return statement.text[slice(*value.piece)].lower()


@lru_cache(maxsize=REMEMBERED)
def _values(statement: Statement, table: str) -> tuple[Value, ...]:
    """The axes that a statement speaks of; a denied value says nothing certain and is left out."""
    found = []
    for meaning, piece in find_cues(table, statement.text):
        if any(start <= piece[0] < end for start, end in denied_reaches(statement.text)):
            continue
        at = next(index for index, character in enumerate(meaning) if character in "+-")
        found.append(Value(meaning[:at], meaning[at], statement.near(piece), piece))
    return tuple(found)
