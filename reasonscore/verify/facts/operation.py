"""Operations: what a claim says was worked out (a change, a total, a multiple), read from its words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reasonscore.decompose.search.expression import Expression
from reasonscore.span import Piece
from reasonscore.verify.facts.measure import Measure

_BEFORE_CHANGE = re.compile(
    r"\b(?:by|(?:loss|gain|fall|drop|rise|increase|decrease|reduction|decline|difference|change|improvement) "
    r"(?:of|was|is)|lost|gained|dropped|put on|shed)(?: \w+)? (?:about |approximately |roughly |"
    r"nearly |almost |only )?$",
    re.IGNORECASE,
)
_AFTER_CHANGE = re.compile(
    r"\s*(?:(?:percentage )?points? |units? )?(?:lower|higher|less|more|greater|smaller|fewer|heavier|lighter|shorter|"
    r"longer|difference|weight loss|weight gain|apart)\b",
    re.IGNORECASE,
)
_TOTAL = Expression(
    r"\b(?:in total|totals?|totall?ing|in all|altogether|combined|together|overall|sum|in sum|cumulative|"
    r"add(?:s|ed|ing)? up|com(?:es?|ing) to|amount(?:s|ed|ing)? to|makes?)\b"
)
_DAILY = Expression(r"\b(?:daily|per day|a day|each day|every day|in 24 hours|over 24 hours|day's)\b")
_COURSE = Expression(r"\b(?:course|over the|throughout|in total|altogether|total|whole|entire|full|cumulative)\b")
_BOUND = r"(?:(?P<bound>more than|over|less than|not quite|at least|about|nearly|almost|roughly) )?(?:a )?"
_FOLDS = "two three four five six seven eight nine ten".split()
_MULTIPLE = Expression(
    rf"\b{_BOUND}(?:(?P<double>doubled|twice (?:as|the|its|that|what)|doubling)|"
    r"(?P<triple>tripled|trebled|tripling)|(?P<quadruple>quadrupled|quadrupling)|"
    r"(?P<half>halved|halving|half (?:as|of what|its)|(?:cut|reduced|fell|fallen) (?:by|in) half)|"
    rf"(?P<fold>{'|'.join(_FOLDS)}|\d{{1,3}}(?:\.\d)?)(?:[- ]?fold| times (?:as|the|its|higher|what|that)))(?!\w)"
)
_FACTORS = {"double": 2.0, "triple": 3.0, "quadruple": 4.0, "half": 0.5}
_PART = Expression(
    r"\bby (?:(?P<bound>more than|over|less than|not quite|at least|about|nearly|almost|roughly) )?"
    r"(?:(?P<few>an?|one|two|three|four)[ -]|(?=half))(?P<part>half|third|quarter|fifth|tenth)s?\b"
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_FEW = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_SIGNS = {"more than": ">", "over": ">", "at least": ">", "less than": "<", "not quite": "<"}
_FALLS = re.compile(
    r"\b(?:halv\w+|fell|f[ae]ll\w*|drop\w*|declin\w+|decreas\w+|reduc\w+|lower\w*|shr[aiu]nk\w*)", re.IGNORECASE
)
_BALANCE = Expression(r"\b(?:balance|net (?:gain|loss|intake)|surplus|deficit|gap)\b")
_REST = Expression(
    r"\b(?:not|n't|absent|lack(?:s|ed|ing)?|spared|remain\w*|rest|others?|complet\w+|without|free of|never|none of|"
    r"surviv\w+|retained|left)\b"
)


_KEPT = 4096
"""Texts whose answers are kept: the checks ask again for each number of a claim, which may hold thousands, and for the
same sentences of evidence beside each claim."""


@lru_cache(maxsize=_KEPT)
def is_balance(text: str) -> bool:
    """Whether a sentence speaks of what comes in less what goes out."""
    return _BALANCE.search(text) is not None


def is_change(text: str, measure: Measure) -> bool:
    """Whether a number says by how much something changed or differs.

    >>> from reasonscore.verify.facts.measure import measures
    >>> is_change("He lost 8 kg.", measures("He lost 8 kg.")[0])
    True
    """
    start, end = measure.piece
    if is_balance(text) or _BEFORE_CHANGE.search(text, max(0, start - 60), start):
        return True
    return bool(_AFTER_CHANGE.match(text, end))


@lru_cache(maxsize=_KEPT)
def is_total(text: str) -> bool:
    """Whether a sentence speaks of a total."""
    return bool(_TOTAL.search(text))


@lru_cache(maxsize=_KEPT)
def is_daily(text: str) -> bool:
    """Whether a sentence speaks of an amount by the day."""
    return bool(_DAILY.search(text))


@lru_cache(maxsize=_KEPT)
def is_course(text: str) -> bool:
    """Whether a sentence speaks of a whole course of treatment."""
    return bool(_COURSE.search(text))


@lru_cache(maxsize=_KEPT)
def is_rest(text: str) -> bool:
    """Whether a sentence speaks of those that something does not hold of."""
    return bool(_REST.search(text))


class Multiple(NamedTuple):
    """By what something was multiplied, where that is said, and whether it is a bound (">", "<") or the value ("=")."""

    factor: float
    piece: Piece
    sign: str = "="


@lru_cache(maxsize=_KEPT)
def multiple(text: str) -> Multiple | None:
    """The factor by which a sentence says that something changed; None where it names none or several.

    >>> multiple("Creatinine has more than doubled since March.")
    Multiple(factor=2.0, piece=(15, 32), sign='>')
    >>> multiple("The count fell by a third.").factor
    0.6666666666666667
    """
    found = [*_MULTIPLE.finditer(text), *_PART.finditer(text)]
    if len(found) != 1:
        return None
    match, groups = found[0], found[0].groupdict()
    sign = _SIGNS.get((match["bound"] or "").lower(), "=")
    if groups.get("part"):
        share = _FEW[(match["few"] or "a").lower()] / _PARTS[match["part"].lower()]
        falls = bool(_FALLS.search(text[: match.start()]))
        return Multiple(1 - share if falls else 1 + share, match.span(), _turned(sign) if falls else sign)
    if groups.get("fold"):
        word = match["fold"].lower()
        return Multiple(float(_FOLDS.index(word) + 2 if word in _FOLDS else word), match.span(), sign)
    kind = next(name for name in _FACTORS if groups.get(name))
    # "More than halved" is less than half of what it was.
    return Multiple(_FACTORS[kind], match.span(), _turned(sign) if kind == "half" else sign)


@lru_cache(maxsize=_KEPT)
def operation_pieces(text: str) -> tuple[Piece, ...]:
    """Where a sentence names an operation: words that the evidence need not hold.

    >>> operation_pieces("The doses add up to 30 mg daily.")
    ((10, 16), (26, 31))
    """
    return tuple(
        match.span() for words in (_TOTAL, _DAILY, _BALANCE, _MULTIPLE, _PART) for match in words.finditer(text)
    )


def _turned(sign: str) -> str:
    return {">": "<", "<": ">"}.get(sign, sign)
