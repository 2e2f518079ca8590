"""Points of a score, "Centor: fever (1), exudate (1), so 2", as one statement for each item and one for the sum."""

from __future__ import annotations

import re

from reasonscore.decompose.draft import Draft, Word
from reasonscore.decompose.segments.segment import has_verb
from reasonscore.decompose.wording import words_of_text

_ITEM = re.compile(r"[^,;:()]{2,80}\s?\(\s?[+-]?\d{1,2}(?:\.\d)?(?:\s(?:points?|pts?))?\s?\)", re.I)
_LABEL = re.compile(r"(?P<label>[A-Z][\w²'/ -]{1,50}?)(?:\s\([^()]{1,20}\))?:\s+")
_NEXT = re.compile(r"[,;]?\s+(?:(?:and|plus)\s+)?|\s?\+\s?", re.I)
_SUM = re.compile(
    r"\s?(?:[,;]\s|=\s?|[–—-]\s)\s?(?:(?:so|thus|total(?:ing|ling)?|giving|making|which (?:gives|makes|totals)|"
    r"for a total of|sum|a total of|total score|score|in total|and so|=|of|:)\s?){0,3}"
    r"(?P<sum>\d{1,2}(?:\.\d)?(?:\s(?:points?|pts?))?(?:\s(?:in total|altogether|total|points?))?)\.?$",
    re.I,
)
_FEWEST = 2
_SEVERAL = 3
_SHORT = 6


def read_score(text: str, start: int, end: int) -> list[Draft] | None:
    """The claims of a list of points; None where the text is none.

    >>> text = "Centor: fever (1), exudate (1), so 2."
    >>> [" ".join(w.text for w in d.words) for d in read_score(text, 0, len(text))]
    ['Centor : fever ( 1 )', 'Centor : exudate ( 1 )', 'Centor is 2']
    """
    if text.find("(", start, end) < 0:
        return None
    label = _LABEL.match(text, start, end)
    position = label.end() if label is not None else start
    items: list[tuple[int, int]] = []
    while (item := _ITEM.match(text, position, end)) is not None:
        items.append(item.span())
        following = _NEXT.match(text, item.end(), end)
        if following is None or not _ITEM.match(text, following.end(), end):
            break
        position = following.end()
    if len(items) < _FEWEST:
        return None
    last = items[-1][1]
    total = _SUM.match(text, last, end)
    if (total is None and text[last:end].strip(" .")) or any(has_verb(text[a:b]) for a, b in items):
        return None
    listed = len(items) >= _SEVERAL and all(len(text[a:b].split()) <= _SHORT for a, b in items)
    if label is None and total is None and not listed:
        return None  # "smoking raises the risk (1), and exercise lowers it (2)": the numbers are sources
    if label is None:
        return [Draft(words_of_text(text, start, end), rules=("lab.score",), kind="finding")]
    name = words_of_text(text, *label.span("label"))
    drafts = [
        Draft((*name, Word(":"), *words_of_text(text, a, b)), rules=("lab.score",), kind="finding") for a, b in items
    ]
    if total is not None:
        words = (*name, Word("is"), *words_of_text(text, *total.span("sum")))
        drafts.append(Draft(words, subject=(0, len(name)), rules=("lab.score",), kind="finding"))
    return drafts
