"""Amounts in statements about a trial: "at least two", "less than 5%", "twice as many", "none of the"."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from reasonscore.span import Piece

Sign = Literal["=", ">", ">=", "<", "<="]
Kind = Literal["count", "percent", "ratio", "days"]

_WORDS = {
    "zero": 0, "no": 0, "a single": 1, "single": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "hundred": 100,
}  # fmt: skip
_SHARES = {
    "half": 50.0, "a half": 50.0, "a third": 100 / 3, "one third": 100 / 3, "third": 100 / 3, "two thirds": 200 / 3,
    "a quarter": 25.0, "one quarter": 25.0, "three quarters": 75.0, "quarter": 25.0, "a fifth": 20.0,
}  # fmt: skip
_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_BOUNDS: dict[str, Sign] = {
    "at least": ">=", "no less than": ">=", "no fewer than": ">=", "not less than": ">=", "a minimum of": ">=",
    ">=": ">=", "≥": ">=", "at most": "<=", "no more than": "<=", "not more than": "<=", "up to": "<=",
    "a maximum of": "<=", "<=": "<=", "≤": "<=", "more than": ">", "over": ">", "above": ">", "exceeding": ">",
    "greater than": ">", "higher than": ">", "longer than": ">", ">": ">", "less than": "<", "fewer than": "<",
    "lower than": "<", "under": "<", "below": "<", "shorter than": "<", "<": "<",
}  # fmt: skip
_NEAR = {"almost", "nearly", "about", "around", "approximately", "just over", "just under", "roughly", "close to", "~"}
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,6}(?:\.\d{1,5})?"
_BOUND = "|".join(re.escape(one) for one in sorted([*_BOUNDS, *_NEAR], key=len, reverse=True))
_WORD = "|".join(sorted([*_SHARES, *_WORDS], key=len, reverse=True))
AMOUNT = re.compile(
    rf"(?<![\w.])(?:(?P<bound>{_BOUND}) ?(?:an? (?=\d)|a total of |the )?)?"
    rf"(?P<sign>-)?(?:(?P<upper>\d{{1,6}}) ?/ ?(?P<lower>\d{{1,6}})|(?P<number>{_NUMBER})|(?P<word>\b(?:{_WORD})\b))"
    r"(?: ?(?P<percent>%|percent(?:age points)?|per cent)|(?:[ -]?(?P<unit>hour|day|week|month|year)s?)(?!\w)"
    r"|(?P<times> ?x(?!\w)| times| ?-?fold))?(?!\w)",
    re.IGNORECASE,
)

_BEHIND = re.compile(
    r"\b(?:after|at|by|within|until|during|for|grade|stage|days?|weeks?|months?|years?|cycles?|part|phase|levels?|assessment)\s*$",
    re.I,
)
_INTERVAL = re.compile(r" ?(?:confidence interval|ci\b)", re.IGNORECASE)
_DOSE = re.compile(r"\s?(?:mg|mcg|µg|g|kg|ml|gy|cgy|iu|units?|cm3?|mm)\b", re.IGNORECASE)


class Amount(NamedTuple):
    """A number of people or cases, a share in percent, a ratio or a time in days, with its bound.

    `digits` is how many places it is given to, `of` the whole of "3/20", `near` whether it is only about right.
    """

    value: float
    kind: Kind
    sign: Sign
    piece: Piece
    digits: int = 0
    of: int | None = None
    near: str = ""
    unit: str = ""

    def holds(self, value: float) -> bool | None:
        """Whether a value is what is said; None where it is too near to tell."""
        if self.near:
            return _near(self.near, self.value, value)
        if self.sign == "=":
            if self.kind == "count":
                return abs(value - self.value) < 0.5
            step = 10**-self.digits * {"days": _DAYS.get(self.unit, 1.0)}.get(self.kind, 1.0)
            if abs(value - self.value) <= 0.51 * step:
                return True
            return None if abs(value - self.value) <= 1.01 * step else False
        if abs(value - self.value) < 1e-9:
            return "=" in self.sign
        return (value > self.value) == (">" in self.sign)


def _near(word: str, wanted: float, value: float) -> bool | None:
    if wanted == 0:
        return None
    off = (value - wanted) / abs(wanted)
    if word in ("almost", "nearly", "just under") and off > 0:
        return False
    if word == "just over" and off < 0:
        return False
    return True if abs(off) <= 0.1 else False if abs(off) > 0.35 else None


def read_amount(match: re.Match[str]) -> Amount:
    """The amount that a match of `AMOUNT` says."""
    bound = (match["bound"] or "").lower()
    near = bound if bound in _NEAR else ""
    sign = _BOUNDS.get(bound, "=")
    kind: Kind = "count"
    of = None
    digits = 0
    unit = (match["unit"] or "").lower()
    if match["upper"]:
        upper, lower = int(match["upper"]), int(match["lower"])
        if lower and (upper, lower) in {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (1, 10)}:
            return Amount(100 * upper / lower, "percent", sign, match.span(), 0, None, near)
        value, of = float(upper), lower
    elif match["number"]:
        value = float(match["number"].replace(",", ""))
        digits = len(match["number"].partition(".")[2])
    else:
        word = match["word"].lower()
        if word in _SHARES:
            return Amount(_SHARES[word], "percent", sign, match.span(), 0, None, near)
        value = float(_WORDS[word])
    if match["percent"]:
        kind = "percent"
    elif match["times"]:
        kind = "ratio"
    elif unit:
        kind, value = "days", value * _DAYS[unit]
    return Amount(-value if match["sign"] else value, kind, sign, match.span(), digits, of, near, unit)


def days_of(unit: str) -> float | None:
    """How many days a record's unit of time is.

    >>> days_of("weeks"), days_of("participants")
    (7.0, None)
    """
    return _DAYS.get(unit.strip().lower().rstrip("s"))


def find_amounts(text: str) -> list[Amount]:
    """The amounts in a text, in order; doses, grades, days of a schedule and "one of the" are none.

    >>> [(one.sign, one.value, one.kind) for one in find_amounts("Less than 5% of patients took 20 mg.")]
    [('<', 5.0, 'percent')]
    """
    return [read_amount(match) for match in AMOUNT.finditer(text) if _is_amount(text, match)]


def _is_amount(text: str, match: re.Match[str]) -> bool:
    """Whether a number word counts: "no" and "one of the" do by their own forms."""
    word = (match["word"] or "").lower()
    if word in ("no", "zero") or (word == "one" and re.match(r" of\b", text[match.end() :])):
        return False
    if word in ("single", "a single") and re.search(r"\b(?:not|every|no)\s*$", text[: match.start()], re.IGNORECASE):
        return False
    if word == "third" or (word in ("a third",) and re.match(r"\s+(?:cohort|trial)", text[match.end() :])):
        return False
    if not match["number"]:
        return True
    if _INTERVAL.match(text, match.end()):
        return False
    start = match.start("number")
    return not (_BEHIND.search(text[:start]) and not match["percent"]) and not _DOSE.match(text[match.end() :])
