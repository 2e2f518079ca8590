"""Numbers, dates and (weeks, days) from what a model wrote; nothing is ever evaluated as code."""

from __future__ import annotations

import ast
import re
from datetime import date

_JSON_ANSWER = re.compile(r"[\"'](?:\w{1,40}_)?answer[\"']\s{0,9}:\s{0,9}([^,}\n]{1,200})", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(?:(?:\d+(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d{1,3})?")
_WITH_UNIT = re.compile(
    r"([-+]?\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,12})?) ?[a-zµμ°][a-zµμ°0-9/.*^²³()\- ]{0,30}", re.IGNORECASE
)
_DATE = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_MONTH_FIRST = re.compile(r"\b([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b", re.IGNORECASE)
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? (\d{4})\b", re.IGNORECASE)
_WEEKS_DAYS = re.compile(r"(\d{1,3}) ?\W{0,4}weeks?\W{0,8}(?:and |plus )?\W{0,4}(\d{1,2}) ?\W{0,4}days?", re.IGNORECASE)
_LIST = re.compile(r"\[\s*-?\d{1,9}(?:\s*,\s*-?\d{1,9})*\s*\]")
_BARE_LIST = re.compile(r"-?\d{1,9}(?:\s*,\s*-?\d{1,9})+")
_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+")
_PAIR = re.compile(r"^\W*(\d{1,3})\W+(\d{1,2})\W*$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
LONGEST = 400


def parse_date(text: str) -> date | None:
    """The last month/day/year (or ISO, or spelled) date of a text, None where there is no valid one.

    >>> parse_date("due on 12/02/2000"), parse_date("2 December 2000") == parse_date("December 2nd, 2000")
    (datetime.date(2000, 12, 2), True)
    """
    found: list[tuple[int, int, int, int]] = []
    found += [(m.start(), int(m[3]), int(m[1]), int(m[2])) for m in _DATE.finditer(text)]
    found += [(m.start(), int(m[1]), int(m[2]), int(m[3])) for m in _ISO.finditer(text)]
    found += [(m.start(), int(m[3]), _month(m[1]), int(m[2])) for m in _MONTH_FIRST.finditer(text)]
    found += [(m.start(), int(m[3]), _month(m[2]), int(m[1])) for m in _DAY_FIRST.finditer(text)]
    for _, year, month, day in sorted(found, reverse=True):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def parse_weeks_days(text: str) -> tuple[int, int] | None:
    """A gestational age as weeks and days.

    >>> parse_weeks_days("('34 weeks', '3 days')"), parse_weeks_days("(34, 3)"), parse_weeks_days("about 34 weeks")
    ((34, 3), (34, 3), None)
    """
    found = _WEEKS_DAYS.findall(text)
    if found:
        return int(found[-1][0]), int(found[-1][1])
    pair = _PAIR.match(text)
    return (int(pair[1]), int(pair[2])) if pair else None


def parse_number(text: str) -> float | None:
    """The number that an answer states.

    In an object it is the last `answer` value. "x out of y" is x; a list of whole numbers is its length, as items of a
    score ("1,250" is a number all the same, which the original takes for two items); a sum or product is worked out; a
    number followed by its unit is that number, though the unit may hold digits (the original takes the last number of
    all); otherwise the last number. A percent sign at the end divides by 100.

    >>> [parse_number(text) for text in ("7 out of 10", "It is 1,250.5 mL", "25%", "2 + 3*4", "1, 0, 2")]
    [7.0, 1250.5, 0.25, 14.0, 3.0]
    """
    text = (_JSON_ANSWER.findall(text) or [text])[-1].strip().strip("\"'").replace("−", "-")
    if (out_of := re.search(r"(-?\d{1,9}(?:\.\d{1,9})?) out of \d", text)) is not None:
        return float(out_of[1])
    if _LIST.fullmatch(text) or (_BARE_LIST.fullmatch(text) and not _THOUSANDS.fullmatch(text)):
        return float(text.count(",") + 1)
    if len(text) <= LONGEST and (value := _arithmetic(text)) is not None:
        return value
    if (leading := _WITH_UNIT.fullmatch(text)) is not None and not {"or", "to"} & set(text.split()):
        return float(leading[1].replace(",", ""))
    numbers = _NUMBER.findall(text)
    if not numbers:
        return None
    value = float(numbers[-1].replace(",", ""))
    return value / 100 if text.rstrip(" .").endswith("%") else value


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1 if name[:3].lower() in _MONTHS else 0


def _arithmetic(text: str) -> float | None:
    try:
        return _value(ast.parse(text, mode="eval").body, 0)
    except (SyntaxError, ValueError, ZeroDivisionError, OverflowError, RecursionError, MemoryError):
        return None


def _value(node: ast.expr, depth: int) -> float:
    """The value of numbers joined by + - * /, read off the syntax tree."""
    if depth > 30:
        raise ValueError("too deep")
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return float(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        value = _value(node.operand, depth + 1)
        return -value if isinstance(node.op, ast.USub) else value
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        left, right = _value(node.left, depth + 1), _value(node.right, depth + 1)
        sign = _OPERATORS[type(node.op)]
        return left + right if sign == "+" else left - right if sign == "-" else _times(left, right, sign)
    raise ValueError("not arithmetic")


def _times(left: float, right: float, sign: str) -> float:
    return left * right if sign == "*" else left / right
