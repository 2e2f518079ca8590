"""Numbers in a sentence with what they measure: comparator, range, unit, and the analyte, sign or drug beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from reasonscore.decompose.claim import Quantity
from reasonscore.decompose.fields.number_word import number_words
from reasonscore.decompose.fields.unit_spelling import read_unit, unit_pattern
from reasonscore.decompose.search.expression import Expression, Found
from reasonscore.decompose.search.expression_tree import DIGIT
from reasonscore.decompose.search.table import alternation, read_table
from reasonscore.decompose.search.word_index import word_index
from reasonscore.span import Piece

_COMPARATORS = {
    "<": "<",
    "≤": "<=",
    "<=": "<=",
    "=<": "<=",
    ">": ">",
    "≥": ">=",
    ">=": ">=",
    "=>": ">=",
    "~": "~",
    "≈": "~",
    "below": "<",
    "under": "<",
    "less than": "<",
    "lower than": "<",
    "fewer than": "<",
    "smaller than": "<",
    "above": ">",
    "over": ">",
    "more than": ">",
    "greater than": ">",
    "higher than": ">",
    "exceeding": ">",
    "longer than": ">",
    "older than": ">",
    "younger than": "<",
    "beyond": ">",
    "exceeds": ">",
    "shorter than": "<",
    "at least": ">=",
    "no less than": ">=",
    "not less than": ">=",
    "minimum of": ">=",
    "a minimum of": ">=",
    "at most": "<=",
    "up to": "<=",
    "no more than": "<=",
    "not more than": "<=",
    "maximum of": "<=",
    "within": "<=",
    "about": "~",
    "around": "~",
    "approximately": "~",
    "approx.": "~",
    "roughly": "~",
    "nearly": "~",
    "just over": "~",
    "just above": "~",
    "just under": "~",
    "just below": "~",
    "a little over": "~",
    "a little above": "~",
    "a little under": "~",
    "a little below": "~",
    "slightly above": "~",
    "slightly below": "~",
    "almost": "~",
}
_AFTER = {
    "or more": ">=",
    "or higher": ">=",
    "or above": ">=",
    "or greater": ">=",
    "or older": ">=",
    "and above": ">=",
    "and older": ">=",
    "or less": "<=",
    "or lower": "<=",
    "or below": "<=",
    "or fewer": "<=",
    "or younger": "<=",
}
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.·]\d+)?"
_NUMERIC = frozenset({DIGIT, *(re.split("[ -]", word)[-1] for word in number_words())})
_BETWEEN = re.compile(
    r"[\s,]*(?:level|levels|count|concentration|value|score|reading|rate)?s?[\s,]*(?:\([^()]{0,20}\)\s*)?"
    r"(?:(?:is|was|are|were|of|at|to|has|had|came|comes|back|now|only|measured|measures|measuring|fell|rose|dropped|"
    r"increased|decreased|from|elevated|low|high|stable|remains|remained|reached|currently|today|still|"
    r"stays|in|the|an?)"
    r"[\s,]+){0,5}[=:\s(]*$",
    re.I,
)
_REACHES = re.compile(r"\b(?:add(?:s|ed|ing)?|went|go(?:es|ne)?|rose|risen|crept|climbed|came) $", re.I)
"""Verbs after which "up to" is no bound: "adds up to 30", "went up to 40"."""
_NAME_AFTER = re.compile(
    r"\s*(?:of\s+)?(?:(?:oral|intravenous|iv|intramuscular|im|subcutaneous|daily)\s+)?([A-Za-z][\w-]{2,30})", re.I
)
_NOT_NAMES = frozenset(
    "the and for per with from that this was were are had has have not but then than who which ago old "
    "daily once twice later "
    "after before over under every each weekly until while during when into onto away long above below "
    "within orally".split()
)  # fmt: skip


@cache
def _patterns() -> tuple[Expression, Expression, dict[str, str]]:
    analytes = {row[0]: row[1] for row in read_table("analytes")}
    comparators = alternation(tuple(_COMPARATORS))
    words = alternation(tuple(number_words()))
    unit = unit_pattern()
    quantity = Expression(
        rf"(?:(?P<cmp>(?:(?<![\w<>=])(?:{comparators})))\s*)?"
        rf"(?P<num>(?<![\w.])[-−]?(?:{_NUMBER})(?![\d])|\b(?:{words})\b)"
        rf"(?:\s?/\s?(?P<denominator>\d{{2,3}})(?![\d/]))?"
        rf"(?:\s*(?P<link>-|–|—|to|and|->|→)\s*(?P<high>(?:{_NUMBER})(?![\d/])|\b(?:{words})\b))?"
        rf"(?:[\s-]{{0,2}}(?P<unit>{unit})(?![\w/²³]))?"
        rf"(?:\s+(?P<after>{alternation(tuple(_AFTER))})\b)?",
    )
    name = Expression(rf"(?<![\w-])({alternation(tuple(analytes))})(?![\w])")
    return quantity, name, analytes


def find_quantities(text: str) -> list[tuple[Quantity, Piece]]:
    """The quantities of a text with where they stand, in order.

    >>> [(q.name, q.comparator, q.value, q.unit) for q, _ in find_quantities("Serum sodium was below 120 mmol/L.")]
    [('sodium', '<', 120.0, 'mmol/L')]
    >>> [(q.name, q.value) for q, _ in find_quantities("BP 88/50")]
    [('systolic blood pressure', 88.0), ('diastolic blood pressure', 50.0)]
    """
    index = word_index(text)
    if index is not None and _NUMERIC.isdisjoint(index.words):
        return []
    pattern, name_pattern, analytes = _patterns()
    names: list[Found] | None = None
    found: list[tuple[Quantity, Piece]] = []
    for match in pattern.finditer(text):
        value = _value(match["num"])
        if value is None or _is_label(text, match):
            continue
        if names is None:
            names = list(name_pattern.finditer(text))
        unit = read_unit(match["unit"]) if match["unit"] else None
        name = _name_before(text, match.start(), names, analytes) or _name_after(text, match.end(), unit)
        after = " ".join((match["after"] or "").lower().split())
        comparator = _AFTER.get(after) or _COMPARATORS.get(" ".join((match["cmp"] or "").lower().split()), "=")
        if comparator == "<=" and _REACHES.search(text, max(0, match.start() - 9), match.start()):
            comparator = "="
        if match["num"].isalpha() and unit is None and name is None:
            continue
        if match["denominator"]:
            found += _ratio(value, float(match["denominator"]), unit, name, match.span())
            continue
        high = _value(match["high"]) if match["high"] else None
        if high is not None and match["link"].lower() == "and" and not _between(text, match.start()):
            found.append((Quantity(value, unit, name, comparator), match.span("num")))
            found.append((Quantity(high, unit, name, "="), match.span("high")))
            continue
        if high is not None and high <= value:
            found.append((Quantity(value, unit, name, "="), match.span("num")))
            found.append((Quantity(high, unit, name, "="), (match.start("high"), match.end())))
            continue
        found.append((Quantity(value, unit, name, comparator, high), match.span()))
    return found


def _value(written: str) -> float | None:
    if written[-1].isdigit():
        return float(written.replace(",", "").replace("−", "-").replace("·", "."))
    return number_words().get(" ".join(written.lower().split()))


def _is_label(text: str, match: Found) -> bool:
    """True for numbers that count nothing: "type 2", "stage 3", "option 4", "COVID-19", "day 4"."""
    before = text[max(0, match.start() - 14) : match.start()].lower().rstrip(" (#")
    if (
        match["cmp"] is None
        and text[match.start() - 1 : match.start()] == "-"
        and text[match.start() - 2 : match.start() - 1].isalpha()
    ):
        return True
    return before.endswith(
        (
            "type",
            "stage",
            "grade",
            "option",
            "options",
            "answer",
            "step",
            "phase",
            "class",
            "no.",
            "figure",
            "table",
            "chapter",
            "factor",
            "case",
            "question",
        )
    )


def _between(text: str, start: int) -> bool:
    return text[max(0, start - 9) : start].lower().rstrip().endswith(("between", "from"))


def _name_before(text: str, start: int, names: list[Found], analytes: dict[str, str]) -> str | None:
    # Names are sorted and disjoint, so that the last one before a number is found by bisection.
    place = bisect_right(names, start, key=_end)
    if not place:
        return None
    match = names[place - 1]
    if start - match.end() < 60 and _BETWEEN.match(text[match.end() : start]):
        return analytes[" ".join(match.group(1).lower().split())]
    return None


def _end(match: Found) -> int:
    return match.end()


def _name_after(text: str, end: int, unit: str | None) -> str | None:
    """The drug after a dose, "40 mg of furosemide"."""
    if unit not in ("mg", "g", "µg", "mL", "U", "IU", "mmol", "mEq", "tablet", "mg/kg"):
        return None
    match = _NAME_AFTER.match(text, end)
    word = match.group(1).lower() if match else ""
    return word if word and word not in _NOT_NAMES else None


def _ratio(value: float, low: float, unit: str | None, name: str | None, piece: Piece) -> list[tuple[Quantity, Piece]]:
    """Two quantities for a blood pressure, one for a score out of a maximum."""
    if name == "blood pressure" or (name is None and 50 <= value <= 260 and 20 <= low <= 160 and low < value):
        return [
            (Quantity(value, unit or "mmHg", "systolic blood pressure"), piece),
            (Quantity(low, unit or "mmHg", "diastolic blood pressure"), piece),
        ]
    return [(Quantity(value, f"/{low:g}", name), piece)]
