"""Age: numbers of years that are somebody's age."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reasonscore.decompose.claim import Quantity
from reasonscore.decompose.search.expression import Expression
from reasonscore.span import Piece

_AGED = re.compile(
    r"\b(?:(?P<less>younger than|(?:below|under) (?:the )?age(?: of)?)|"
    r"(?P<more>older than|(?:over|above|past) (?:the )?age(?: of)?)|aged|age is|age was|age:?|aged about)\s*$",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"[- ]?(?:years?|yrs?|y|months?|weeks?|days?)?[- ]?(?:old\b|of age\b)|[- ]?y/?o\b|(?:older|younger) than",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:infants?|babies|children|child|newborns|girls|boys|adults?|people|patients|those|anyone|women|men)"
    r"(?: aged)? $",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:patient|man|woman|boy|girl|child|person|participant|mother|father|sister|brother|son|daughter|he|she|who) "
    r"(?:(?:is|was) (?:now |only |just )?|of )$",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\s*(?:$|[.,;)]|(?:and|but|with|when|at|on|while|or)\b)")


_BAND = Expression(
    r"\bin (?:his|her|their|the) (?:(?P<part>early|mid|middle|late)[ -])?"
    r"(?:(?P<word>teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)|(?P<tens>[1-9]0)'?s)\b"
)
_DECADES = "teens twenties thirties forties fifties sixties seventies eighties nineties".split()
_PARTS = {"early": (0, 3), "mid": (3, 7), "middle": (3, 7), "late": (6, 9), "": (0, 9)}


def find_age_bands(text: str) -> Iterator[tuple[Quantity, Piece]]:
    """Decades of life as ranges of years, "in her late sixties".

    >>> [(age.value, age.high) for age, _ in find_age_bands("A man in his early fifties.")]
    [(50.0, 53.0)]
    """
    for match in _BAND.finditer(text):
        tens = int(match["tens"]) if match["tens"] else 10 * (_DECADES.index(match["word"].lower()) + 1)
        low, high = _PARTS[(match["part"] or "").lower()]
        yield Quantity(float(tens + low), "year", "age", "=", float(tens + high)), match.span()


def read_age(text: str, quantity: Quantity, piece: Piece) -> Quantity:
    """The quantity as an age where the words about it say so, else as it is.

    >>> read_age("below the age of 50", Quantity(50.0), (17, 19))
    Quantity(value=50.0, unit='year', name='age', comparator='<', high=None)
    """
    if quantity.name not in (None, "age") or quantity.unit not in (None, "year", "month", "week", "day"):
        return quantity
    bare = quantity.unit is None and quantity.name is None and 0 < quantity.value < 120
    # "She is 63 and lives alone": a bare number of a person is an age.
    if bare and _PERSON.search(text, max(0, piece[0] - 40), piece[0]) and _ALONE.match(text, piece[1]):
        return replace(quantity, name="age", unit="year")
    if quantity.unit is not None and quantity.comparator[0] in "<>" and _GROUP.search(text, 0, piece[0]):
        return replace(quantity, name="age")
    before = _AGED.search(text, max(0, piece[0] - 40), piece[0])
    if before is None and not _OLD.match(text, piece[1]) and not _OLD.search(text, *piece) and quantity.name is None:
        return quantity
    comparator = quantity.comparator
    if before is not None and comparator == "=":
        comparator = "<" if before["less"] else ">" if before["more"] else "="
    return replace(quantity, name="age", unit=quantity.unit or "year", comparator=comparator)
