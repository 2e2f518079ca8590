"""Frequencies: how often a day something is taken or happens, in words and in prescribers' abbreviations."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reasonscore.decompose.fields.number_word import number_words
from reasonscore.decompose.search.expression import Expression, Found
from reasonscore.span import Piece


class Frequency(NamedTuple):
    """Times a day, and where that is said."""

    daily: float
    piece: Piece


_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.0, "year": 365.0}
_COUNT = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_NUMBER = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|ten|twelve)"
_PATTERN = Expression(
    rf"(?<![\w-])(?:(?P<count>once|twice|thrice|{_NUMBER} (?:times|doses))(?: (?:a|per|each|"
    rf"every))? ?(?P<unit>day|daily|week|weekly|month|"
    rf"monthly|year|yearly|hour)\b|"
    rf"every (?P<every>other|second|alternate|{_NUMBER})?[ -]?(?P<span>hour|day|week|fortnight|month|year)s?\b|"
    rf"(?P<hourly>\d{{1,2}}|four|six|eight|twelve)[- ]hourly|q\.?(?P<q>4|6|8|12|24)\.?h|"
    rf"(?P<code>q\.?i\.?d\b|t\.?d\.?s\b|t\.?i\.?d\b|b\.?i\.?d\b|b\.?d\b|o\.?d\b|q\.d\b|qd\b|nocte|mane|qds|"
    rf"daily|weekly|monthly|"
    rf"fortnightly|nightly|"
    rf"(?<!for )(?<!in )(?<!after )(?<!within )(?<!than )(?<!about )(?<!half )(?<!and )a (?:day|week|month)|"
    rf"(?:per|each) (?:day|week|month)|on alternate days|alternate days|"
    rf"(?:every|each|in the|at) (?:morning|evening|night|noon|bedtime)|in 24 hours))(?!\w)"
)
_CODES = {
    "qid": 4.0, "qds": 4.0, "tds": 3.0, "tid": 3.0, "bid": 2.0, "bd": 2.0, "weekly": 1 / 7, "monthly": 1 / 30,
    "fortnightly": 1 / 14, "on alternate days": 0.5, "alternate days": 0.5,
    "a week": 1 / 7, "per week": 1 / 7, "each week": 1 / 7, "a month": 1 / 30, "per month": 1 / 30,
    "each month": 1 / 30,
}  # fmt: skip


@lru_cache(maxsize=16384)
def find_frequencies(text: str) -> tuple[Frequency, ...]:
    """The frequencies of a sentence, in order.

    >>> [one.daily for one in find_frequencies("5 mg b.d., then every other day, 10 mg every 8 hours")]
    [2.0, 0.5, 3.0]
    """
    return tuple(Frequency(_daily(match), match.span()) for match in _PATTERN.finditer(text))


def _daily(match: Found) -> float:
    if match["count"]:
        unit = match["unit"].lower().removesuffix("ly").replace("dai", "day")
        return _number(match["count"].split()[0]) / _DAYS[unit]
    if match["span"]:
        every = (match["every"] or "1").lower()
        return 1 / (
            (2.0 if every in ("other", "second", "alternate") else _number(every)) * _DAYS[match["span"].lower()]
        )
    hours = match["hourly"] or match["q"]
    if hours:
        return 24 / _number(hours)
    return _CODES.get(match["code"].lower().replace(".", ""), 1.0)


def _number(word: str) -> float:
    word = word.lower()
    if word in _COUNT:
        return _COUNT[word]
    return float(word) if word.isdigit() else float(number_words().get(word) or 1.0)
