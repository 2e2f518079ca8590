"""Doses and sizes behind blanks: a parser makes "75 mg" in "takes aspirin 75 mg, ramipril" the thing that is taken."""

from __future__ import annotations

import re

from reasonscore.decompose.search.named import named_in
from reasonscore.decompose.search.table import pattern

_UNIT = r"(?:mg|g|mcg|μg|µg|micrograms?|milligrams?|grams?|units?|iu|ml|mmol|meq|puffs?|tablets?|capsules?|drops?)"
_TIMES = r"(?:once|twice|(?:one|two|three|four) times)"
_ROUTE = (
    r"(?:iv|im|sc|s/c|po|pr|sl|inh|neb|orally|intravenously|intramuscularly|subcutaneously|by mouth|bd|tds|qds|od|om|"
    r"on(?=[.,;]|$)|nocte|mane|prn|stat|once|twice|daily|weekly|monthly|"
    rf"{_TIMES} (?:daily|weekly|a day|a week|per day)|a day|per day|at night|in the (?:morning|evening)|"
    r"bid|tid|qid|qd|qhs|q\d{1,2}h|"
    r"every (?:\d{1,2}(?:\s?(?:-|–|to)\s?\d{1,2})?|two|three|four|six|eight|twelve) (?:hours|days|weeks|months)|"
    r"every (?:other )?(?:day|week|month|morning|evening|night)|mr|xl|sr|er|as needed|when required|loading dose|bolus)"
)
_DOSE = re.compile(
    r"(?<![\w-])(?P<drug>[A-Za-z][a-z-]{3,17})\s\d[\d,]*(?:\.\d+)?(?:\s?(?:-|–|to)\s?\d[\d.,]*)?\s?"
    rf"{_UNIT}(?:\s?(?:-|–|to)\s?\d[\d.,]*\s?{_UNIT})?(?:/(?:kg|day|h|hr|hour|dose|m2|min|ml|24h)){{0,2}}(?:,?\s{_ROUTE}(?![\w-])){{0,4}}(?![\w/-])",
    re.I,
)
_SIZE = re.compile(r"(?<![a-z])(?<=[Aa]\s)\d[\d.]*(?:\s?x\s?\d[\d.]*){1,2}\s?(?:mm|cm)(?=\s[a-z])")
_DIGIT = re.compile(r"\d")
_NOUNS = {
    len(word): word
    for word in "milk water oxygen insulin medicine chocolate penicillin information prescription "
    "entertainment administration".split()
}
STAND_INS = frozenset(_NOUNS.values())
"""Everyday nouns that are shown for drugs that a parser may not know."""


def without_doses(text: str) -> str:
    """The text with blanks for the doses of drugs and for sizes in three dimensions, of the same length.

    >>> without_doses("She takes bisoprolol 75 mg twice daily, ramipril and a statin.")
    'She takes penicillin                  , ramipril and a statin.'
    """
    if not _DIGIT.search(text):
        return text
    return _DOSE.sub(_undosed, _SIZE.sub(lambda match: " " * len(match[0]), text))


def _undosed(match: re.Match[str]) -> str:
    drug = match["drug"]
    if pattern("reference.drug").match(drug) is None and not any(kind == "drug" for kind, _ in named_in(drug)):
        return match[0]
    name = drug if drug[0].isupper() else _NOUNS.get(len(drug), drug)
    return name + " " * (len(match[0]) - len(drug))
