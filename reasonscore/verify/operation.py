"""Operations: what a claim says was worked out (a change, a total, a multiple), read from its words."""

from __future__ import annotations

import re
from functools import lru_cache

from reasonscore.span import Piece
from reasonscore.verify.measure import Measure

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
_TOTAL = re.compile(
    r"\b(?:in total|totals?|totall?ing|in all|altogether|combined|together|overall|sum|in sum|cumulative|"
    r"add(?:s|ed)? up)\b",
    re.IGNORECASE,
)
_DAILY = re.compile(r"\b(?:daily|per day|a day|each day|every day|in 24 hours|over 24 hours|day's)\b", re.IGNORECASE)
_COURSE = re.compile(
    r"\b(?:course|over the|throughout|in total|altogether|total|whole|entire|full|cumulative)\b", re.IGNORECASE
)
_MULTIPLE = re.compile(
    r"\b(?:(?P<double>doubled|twofold|two-fold|twice (?:as|the|its|that)|doubling)|"
    r"(?P<triple>tripled|trebled|threefold|three-fold|three times (?:as|the|its|higher)|tripling)|"
    r"(?P<quadruple>quadrupled|fourfold|four-fold|four times (?:as|the|its|higher))|"
    r"(?P<half>halved|halving|half (?:as|of what|its)|(?:cut|reduced|fell|fallen) (?:by|in) half))\b",
    re.IGNORECASE,
)
_FACTORS = {"double": 2.0, "triple": 3.0, "quadruple": 4.0, "half": 0.5}
_BALANCE = re.compile(r"\b(?:balance|net (?:gain|loss|intake)|surplus|deficit|gap)\b", re.IGNORECASE)
_REST = re.compile(
    r"\b(?:not|n't|remain\w*|rest|others?|complet\w+|without|free of|never|none of|surviv\w+|retained|left)\b",
    re.IGNORECASE,
)


_KEPT = 64
"""Texts whose answers are kept: the checks ask again for each number of a claim, which may hold thousands."""


@lru_cache(maxsize=_KEPT)
def _is_balance(text: str) -> bool:
    return _BALANCE.search(text) is not None


def is_change(text: str, measure: Measure) -> bool:
    """Whether a number says by how much something changed or differs.

    >>> from reasonscore.verify.measure import measures
    >>> is_change("He lost 8 kg.", measures("He lost 8 kg.")[0])
    True
    """
    start, end = measure.piece
    if _is_balance(text) or _BEFORE_CHANGE.search(text, max(0, start - 60), start):
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


def multiple(text: str) -> tuple[float, Piece] | None:
    """The factor by which a sentence says that something changed; None where it names none or several.

    >>> multiple("Creatinine has doubled since March.")
    (2.0, (15, 22))
    """
    found = list(_MULTIPLE.finditer(text))
    if len(found) != 1:
        return None
    return _FACTORS[found[0].lastgroup or "double"], found[0].span()
