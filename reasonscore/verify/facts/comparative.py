"""Comparatives: which of two sides a sentence sets above the other, in words or by a number for each."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from reasonscore.span import Piece
from reasonscore.verify.facts.arm import split_parts
from reasonscore.verify.facts.conditions import find_conditions
from reasonscore.verify.facts.cue_table import find_cues
from reasonscore.verify.facts.denial import denied_reaches
from reasonscore.verify.facts.focus import is_unreal
from reasonscore.verify.facts.measure import is_year, measures
from reasonscore.verify.facts.statement import REMEMBERED, Statement, held_words, light_keys, read_statement, word_key

_SECOND = re.compile(r"\b(?:than|compared (?:with|to)|versus|vs\.?|relative to)\b", re.IGNORECASE)
_LEADING = re.compile(r"^(?:compared (?:with|to)|relative to|versus) ", re.IGNORECASE)
_TO = re.compile(r"\s+(?:to|as) ", re.IGNORECASE)
_NON = re.compile(r"\b(?:than|with|to|in) (?:the )?non-?\w", re.IGNORECASE)
_OUTDONE = re.compile(r"(?:out|under|sur|exceed)", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:.]\s|,\s|\b(?:but|and|whereas|while|although|though)\b", re.IGNORECASE)
_SENTENCE_PART = re.compile(r"[;:]\s|,\s|\b(?:but|whereas|while|although|though)\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:for|in|at|on|after|before|during|over|regarding|with respect|by|as|when)\b", re.I)
_LEAD = re.compile(
    r"\s*(?:(?:with|in|on|for|among|under|after|before|at|by|those|the|that|patients|of|it|was|is) )*", re.I
)
_NO_DIFFERENCE = re.compile(
    r"\b(?:no (?:\w+ ){0,2}difference|not (?:\w+ ){0,2}(?:differ\w*|significant\w*)|similar|comparable|"
    r"non-?significant|[Pp] ?[=>] ?0?\.(?:0[5-9]|[1-9]))",
    re.IGNORECASE,
)
_DEGREE = frozenset(
    word_key(word)
    for word in "more less often frequently frequent common commonly likely many much rate incidence occurred occur "
    "had caused led produced showed far slightly significantly difference".split()
)
"""Keys of words that only say that there is much or little of a thing."""
MOST = 0.75
"""Share of what else the claim says that the evidence must hold."""


class Comparative(NamedTuple):
    """A side set above (`sign` 1), below (-1) or beside (0) another one; `clause` is where their thing is named."""

    axis: str
    sign: int
    first: frozenset[str]
    second: frozenset[str]
    clause: Piece
    piece: Piece


@lru_cache(maxsize=REMEMBERED)
def find_comparatives(text: str) -> tuple[Comparative, ...]:
    """The comparatives of a sentence; one without a second side of its own has that of the one before it.

    >>> one, = find_comparatives("Bleeding was more frequent with warfarin than with apixaban.")
    >>> one.sign, sorted(one.second)
    (1, ['apixaban'])
    """
    statement = read_statement(text)
    found: list[Comparative] = []
    for meaning, piece in find_cues("comparatives", text):
        if any(start <= piece[0] < end for start, end in denied_reaches(text)):
            continue
        start = max((m.end() for m in _CLAUSE.finditer(text, 0, piece[0])), default=0)
        close = _SENTENCE_PART.search(text, piece[1])
        end = close.start() if close else len(text)
        leading = _LEADING.match(text)
        second: frozenset[str] = frozenset()
        stop = end
        than = _SECOND.search(text, piece[1], end)
        if than:
            second, stop = _phrase(statement, than.end(), end), than.start()
        elif _OUTDONE.match(text, *piece):
            second = _phrase(statement, piece[1], end)
            stop = piece[0]
        elif to := _TO.match(text, piece[1]):
            second, stop = _phrase(statement, to.end(), end), to.start()
        elif leading and (comma := text.find(",")) > 0:
            second = _keys(statement, leading.end(), comma)
        first = _keys(statement, start, stop) - second
        if not second and found and found[-1].second:
            # "A did better than B but caused more pain."
            second = found[-1].second
            first |= found[-1].first
        if not than and not second and start and not _keys(statement, start, piece[0]):
            first |= _keys(statement, 0, start)
        sign = {"+": 1, "-": -1}.get(meaning[-1], 0)
        found.append(Comparative(meaning[:-1], sign, first, second, (start, end), piece))
    return tuple(found)


def _keys(statement: Statement, start: int, end: int) -> frozenset[str]:
    return frozenset(word.key for word in statement.words if start <= word.piece[0] < end) - _DEGREE - light_keys()


def _phrase(statement: Statement, start: int, end: int) -> frozenset[str]:
    """Keys of the noun that a comparison names second; what a preposition adds holds of both sides."""
    lead = _LEAD.match(statement.text, start)
    begin = lead.end() if lead else start
    following = _PREPOSITION.search(statement.text, begin, end)
    return _keys(statement, begin, following.start() if following else end)


class Ranked(NamedTuple):
    """Whether the evidence ranks two sides as the claim does, and where each says so."""

    agrees: bool
    own: Piece
    held: Piece


def ranked_alike(claim: Statement, known: Statement) -> Ranked | None:
    """Whether a sentence ranks the claim's sides as the claim does; None where it does not tell.

    >>> asked = read_statement("Bleeding was more frequent with apixaban.")
    >>> ranked_alike(asked, read_statement("Bleeding occurred in 4% with warfarin and 2% with apixaban.")).agrees
    False
    """
    asked = [one for one in find_comparatives(claim.text) if one.sign]
    if len(asked) != 1 or is_unreal(claim.text) or find_conditions(claim.text) or _NO_DIFFERENCE.search(claim.text):
        return None
    mine = asked[0]
    return _by_words(claim, known, mine) or _by_values(claim, known, mine)


def _by_words(claim: Statement, known: Statement, mine: Comparative) -> Ranked | None:
    if _NON.search(known.text):
        # "Than non-carriers" names both sides alike.
        return None
    for theirs in find_comparatives(known.text):
        if theirs.axis != mine.axis or not theirs.second:
            continue
        turn = _orientation(mine, theirs)
        if not turn:
            continue
        sides = theirs.first | theirs.second
        part = read_statement(known.text[slice(*theirs.clause)])
        if not _rest_held(claim, mine, part, sides - part.keys):
            continue
        return Ranked(turn * mine.sign == theirs.sign, mine.piece, theirs.piece)
    return None


def _orientation(mine: Comparative, theirs: Comparative) -> int:
    """1 where the claim puts the same side first as the evidence, -1 where it puts the other one first, else 0."""
    if mine.second:
        first, second = mine.first - theirs.first, mine.second - theirs.second
        if first and second and second <= theirs.first and first & theirs.second:
            return -1
        kept = mine.first & theirs.first and mine.second <= theirs.second and not first & theirs.second
        return 1 if kept else 0
    other = mine.first & (theirs.second - theirs.first)
    if other:
        return -1 if theirs.second <= mine.first else 0
    return 1 if theirs.first - mine.first == frozenset() else 0


def _rest_held(claim: Statement, mine: Comparative, known: Statement, sides: frozenset[str]) -> bool:
    """Whether the evidence holds what the claim compares its sides in."""
    start, end = mine.piece
    rest = [
        index
        for index, word in enumerate(claim.words)
        if word.key not in sides | light_keys() | _DEGREE and not start <= word.piece[0] < end
    ]
    if not rest and mine.axis == "amount":
        # "More side effects" and "more volume" name nothing that could be looked for.
        return False
    return len(held_words(claim, known).intersection(rest)) >= MOST * len(rest)


def _by_values(claim: Statement, known: Statement, mine: Comparative) -> Ranked | None:
    """What two numbers of one kind, one for each side, say of the claim's comparison."""
    if mine.axis != "amount" or _NO_DIFFERENCE.search(known.text):
        return None
    bounds = [0, *(m.end() for m in re.finditer(r";\s", known.text)), len(known.text)]
    values = [one for one in measures(known.text) if one.quantity.comparator in ("=", "~") and not one.role]
    for start, end in pairwise(bounds):
        inside = [one for one in values if start <= one.piece[0] < end and not is_year(known.text, one)]
        inside = [one for one in inside if not _in_brackets(known.text, one.piece)]
        kinds = {(one.quantity.unit, one.quantity.name) for one in inside}
        two = inside if len(kinds) == 1 else [one for one in inside if one.quantity.unit == "%"]
        if len(two) != 2 or two[0].quantity.name != two[1].quantity.name or two[0].quantity.high is not None:
            continue
        parts = split_parts(known, [one.piece for one in two])
        telling = [parts[0] - parts[1], parts[1] - parts[0]]
        first = [bool(mine.first & part) for part in telling]
        second = [bool(mine.second & part) for part in telling]
        if sum(first) != 1 or (mine.second and (sum(second) != 1 or first == second)):
            continue
        at = first.index(True)
        if not _rest_held(claim, mine, known, frozenset(telling[0] | telling[1])):
            continue
        change = two[at].quantity.value - two[1 - at].quantity.value
        return Ranked(change * mine.sign > 0, mine.piece, two[at].piece)
    return None


def _in_brackets(text: str, piece: Piece) -> bool:
    opened = text.rfind("(", 0, piece[0])
    return opened >= 0 and text.find(")", opened, piece[0]) < 0
