"""Counted things: numbers without a unit together with the noun that they count, and spans such as "half an hour"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reasonscore.decompose.claim import Quantity
from reasonscore.decompose.fields.number_word import number_words
from reasonscore.decompose.search.expression import Expression
from reasonscore.span import Piece
from reasonscore.verify.facts.statement import word_key

_NOUN = re.compile(
    r"\s+(?:(?:or|and) (?:more|fewer|less|above|over) )?(?P<between>(?:[a-z][a-z-]{1,20} ){0,2}?)"
    r"(?P<noun>[a-z-]{2,20}[a-z]s|people|children|men|women|feet|teeth|foci|nuclei|metastases)\b",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\b(?:of|in|on|at|to|and|or|by|for|from|per|than|is|was|are|were|has|have|had|with|without|vs|versus|after|before)\b"
)
_NOT_COUNTED = frozenset(
    "is was has its this us years days weeks months hours minutes seconds times percent points thus always yes plus "
    "units grams milligrams cells doses does less".split()
)
_WORD_NUMBER = Expression(
    r"(?<![\w-])(?:(?P<bound>at least|more than|over|fewer than|less than|up to|at most|no more than) )?"
    r"(?P<word>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)"
    r"(?: (?P<after>or more|or fewer|or less))?(?= [a-z])"
)
_MORE = Expression(
    r"\b(?:another|a further|an additional|an extra) (?P<number>\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|fifteen|twenty)(?![\w.%])(?! (?:mg|g|ml|units?|hours?|days?|weeks?|months?|years?|minutes?)\b)"
)
_OF_THESE = Expression(
    r"(?<![\w.])(?P<all>of (?:whom|which|these|those|them),? (?:only )?)?"
    r"(?P<number>\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)"
    r"(?(all)(?= [a-z])|(?= of (?:whom|which|these|those|them)\b))(?! (?:years?|days?|weeks?|months?|hours?|times?)\b)"
)
"""A part of what was counted before, "two of which" or "of whom 61"."""
_BOUNDS = {
    "at least": ">=", "more than": ">", "over": ">", "fewer than": "<", "less than": "<", "up to": "<=",
    "at most": "<=", "no more than": "<=", "or more": ">=", "or fewer": "<=", "or less": "<=",
}  # fmt: skip
_SPAN = Expression(
    r"\b(?:for|within|after|in|than|took|takes|taken|about|lasted|lasts|of|over|under|nearly|almost|another) "
    r"(?P<much>half )?an? (?P<unit>hour|day|week|fortnight|month|year)(?P<half> and a half)?\b"
)
_UNITS = {"hour": "h", "day": "day", "week": "week", "month": "month", "year": "year"}


def counted_noun(text: str, end: int) -> str:
    """The key of the noun that a number ending at `end` counts; empty where there is none.

    >>> counted_noun("14 adult patients were ill.", 2)
    'patient'
    """
    match = _NOUN.match(text, end)
    if match is None or match["noun"].lower() in _NOT_COUNTED or _STOP.search(match["between"].lower()):
        return ""
    return word_key(match["noun"])


def find_counts(text: str) -> Iterator[tuple[Quantity, Piece]]:
    """Numbers in words that count something, "three or more episodes"."""
    for match in _WORD_NUMBER.finditer(text):
        noun = counted_noun(text, match.end("word"))
        value = number_words().get(match["word"].lower())
        if noun and value is not None:
            bound = _BOUNDS.get((match["bound"] or match["after"] or "").lower(), "=")
            yield Quantity(float(value), None, count_name(noun), bound), match.span()


def find_further(text: str) -> Iterator[tuple[float, Piece]]:
    """Numbers of more or a part of what was counted before, "another seven" or "two of which".

    >>> list(find_further("Twelve had a rash and another seven had none."))
    [(7.0, (22, 35))]
    """
    for match in _MORE.finditer(text):
        number = match["number"].lower()
        yield float(number) if number.isdigit() else number_words()[number], match.span()
    for match in _OF_THESE.finditer(text):
        number = match["number"].lower()
        yield float(number) if number.isdigit() else number_words()[number], match.span("number")


def find_spans(text: str) -> Iterator[tuple[Quantity, Piece]]:
    """Spans of time without a number, "for a week", "an hour and a half".

    >>> [(quantity.value, quantity.unit) for quantity, _ in find_spans("It took an hour and a half.")]
    [(1.5, 'h')]
    """
    for match in _SPAN.finditer(text):
        value = 0.5 if match["much"] else 1.5 if match["half"] else 1.0
        unit = match["unit"].lower()
        if unit == "fortnight":
            value, unit = 14 * value, "day"
        comparator = {"than": "", "under": "<", "over": ">", "within": "<=", "about": "~", "nearly": "~", "almost": "~"}
        word = match.group().split()[0].lower()
        before = text[max(0, match.start() - 6) : match.start()].lower()
        bound = (">" if before.endswith("more ") else "<") if word == "than" else comparator.get(word, "=")
        yield Quantity(value, _UNITS[unit], None, bound), match.span()


@cache
def count_name(noun: str) -> str:
    """The name under which counts of a noun are compared."""
    return f"number of {noun}"


def is_count(name: str | None) -> bool:
    """Whether a quantity's name is that of a count."""
    return name is not None and name.startswith("number of ")
