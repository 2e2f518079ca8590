"""How sure a ranked list is of each name: shares, scores, stars and words, before or after it."""

from __future__ import annotations

import re

from reasonscore.span import Piece, trim
from reasonscore.trace.line import lines

LEVEL = r"(?:very |most |least |more |less )?(?:high|low|moderate|likely|probable|possible|unlikely|medium)"
_LABEL = (
    r"(?:(?:very|most|more|less|least|highly|extremely|quite|also)\s)?"
    r"(?:likely|probable|possible|plausible|unlikely)(?:\s?\(\d{1,3}\s?%\))?\s?[:：]"
    r"|(?:very |moderately )?(?:high|moderate|medium|intermediate|low)(?: (?:probability|likelihood|confidence"
    r"|suspicion|certainty))\s?[:：]"
)
MARK = (
    rf"[*_]{{0,3}}(?:{_LABEL})(?=[*_\s])[*_]{{0,3}}"
    r"|[*_(\[~≈]{0,3}\d{1,3}(?:\.\d{1,2})?\s?%[)\]*_]{0,3}\s?[:–—-]?(?=\s)(?!\s(?:of|on|in|at|for|are|is|were|have|who)\b)"
)
"""What stands before a name: `70 % gout`, `Very likely: gout`."""
_SHARE = r"[(\[]?[~≈]?\d{1,3}(?:\.\d{1,2})?\s?%[)\]]?"
_AFTER = (
    r"\s?(?:[|,;]\s?(?:probability|confidence|likelihood|score|certainty|p)\s?[:=]\s?[\d.]{1,6}\s?%?"
    rf"|[:：–—-]?\s{{0,2}}(?:{_SHARE}|[★⭐☆]{{1,6}}|[(\[]?\d{{1,2}}(?:\.\d)?\s?/\s?(?:5|10|100)[)\]]?"
    rf"|[(\[](?:{LEVEL})(?: (?:confidence|probability|likelihood|suspicion))?[)\]]"
    rf"|(?<=[:：–—-]\s)(?:{LEVEL})(?: (?:confidence|probability|likelihood|suspicion))?))"
)
TAIL = rf",\s?(?:0?\.\d{{1,4}}|{_SHARE})(?=[,\s]{{0,4}}$)|\s(?:{_SHARE}|[★⭐☆]{{1,6}})(?=\W{{0,4}}$)"
"""What stands behind a name that ends with it: `gout 70 %`, `gout ★★`."""
_RATED = re.compile(rf"(?P<name>[^\s:：\d%][^\n%★⭐☆]{{1,90}}?){_AFTER}[\s.;,]{{0,3}}$", re.IGNORECASE)
_SHARES = re.compile(rf"{_SHARE}(?=\W{{0,3}}(?:$|\sand\s|[,;]))")
_CONFIDENCE = re.compile(
    r"(\d{1,3}(?:\.\d{1,4})?)\s?%|(?:confidence|probability|likelihood|certainty|score|prob|p)\W{1,4}(0?\.\d{1,4}|1\.0"
    r"|1(?!\d))",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\s\"'”:(|–—-]{1,60}(0?\.\d{1,4}|1\.0)(?![\d.%])")
"""A number right behind the name, as the values of `{"Gout": 0.8}` are."""
_BEFORE = re.compile(rf"\s*(?:{MARK})\s*", re.IGNORECASE)
_FARTHEST = 40
_FEWEST = 2


def rated_lines(text: str, start: int, end: int) -> list[Piece]:
    r"""The names of a part in which every line is a name and how sure it is; empty where one is not.

    >>> text = "Gout ★★★\nLupus ★"
    >>> [text[slice(*one)] for one in rated_lines(text, 0, len(text))]
    ['Gout', 'Lupus']
    """
    found = []
    for line in lines(text, start, end):
        left, right = trim(text, *line)
        if left == right:
            continue
        rated = _RATED.match(text, left, right)
        if rated is None:
            return []
        found.append(rated.span("name"))
    return found if len(found) >= _FEWEST else []


def shares(text: str, start: int, end: int) -> int:
    """How many parts of a line end with a share: `gout 70 %, lupus (20 %)` has two."""
    return len(_SHARES.findall(text[start:end]))


def confidence(text: str, start: int, end: int) -> float | None:
    """The first share or score of `text[start:end]`, 0 to 1; None where there is none.

    >>> confidence("Gout (70 %)", 4, 11)
    0.7
    """
    at_once = _NUMBER.match(text, start, end)
    found = _CONFIDENCE.search(text, start, end) if at_once is None else None
    if at_once is not None:
        value = float(at_once[1])
    elif found is not None:
        value = float(found[1]) / 100 if found[1] else float(found[2])
    else:
        return None
    return value if 0 <= value <= 1 else None


def confidence_before(text: str, start: int) -> float | None:
    """The share that a line begins with before the name that starts there; None where something else stands before it.

    >>> confidence_before("70 % gout", 5), confidence_before("Gout 70 %, lupus", 11)
    (0.7, None)
    """
    begins = text.rfind("\n", max(0, start - _FARTHEST), start) + 1
    return confidence(text, begins, start) if _BEFORE.fullmatch(text, begins, start) else None
