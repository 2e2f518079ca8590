"""Values inside a sentence that are statements of their own: "sodium (118 mmol/L)", "with a heart rate of 124"."""

from __future__ import annotations

import re
from functools import cache

from reasonscore.decompose.draft import Draft, Word
from reasonscore.decompose.fields.unit_spelling import unit_pattern
from reasonscore.decompose.search.expression import Expression
from reasonscore.decompose.search.expression_tree import DIGIT
from reasonscore.decompose.search.table import alternation, read_table
from reasonscore.decompose.search.word_index import word_index
from reasonscore.decompose.wording import words_of_text

_PAST = re.compile(r"\b(?:was|were|had|fell|rose|dropped|presented|showed|revealed|came|arrived|\w{3,}ed)\b", re.I)
_DIGIT = re.compile(r"\d")
_GENERAL = Expression(
    r"\b(?:if|when|unless|any|all|every|each|anyone|children|women|those|aiming|aim|target|"
    r"or (?:higher|lower|more|less|above|below)|patients|people|adults|should|recommended|"
    r"guidelines?|may|can|usually|often)\b"
)


@cache
def _pattern() -> Expression:
    names = alternation(tuple(row[0] for row in read_table("analytes") if len(row[0]) > 1))
    units = unit_pattern()
    value = rf"[<>≤≥~]?\s?\d[\d.,]*\d?(?:\s?/\s?\d+)?(?:\s?(?:{units})(?![\w/]))?"
    qualifier = r"(?:(?:serum|plasma|urine|blood|total|free|random|fasting|resting|low|high|raised|elevated)\s+)?"
    return Expression(
        rf"(?P<bracket>\b{qualifier}(?:{names}))\s+(?P<open>\()(?P<inner>{value})\)"
        rf"|(?:\bwith|\band|,)\s+(?:an?\s+|the\s+|his\s+|her\s+)?(?P<name>{qualifier}(?:{names}))\s+(?:of|"
        rf"at)\s+(?P<value>{value})"
    )


def detach_values(text: str, start: int, end: int) -> list[Draft]:
    """The values that a sentence mentions in passing, each as a claim.

    >>> [" ".join(w.text for w in d.words) for d in detach_values("He collapsed with a heart rate of 124.", 0, 38)]
    ['The heart rate was 124']
    """
    index = word_index(text)
    if index is not None and DIGIT not in index.words:
        return []
    if not _DIGIT.search(text, start, end) or _GENERAL.found(text, start, end):
        return []
    drafts = []
    accompanied = False
    verb = Word("was" if _PAST.search(text, start, end) else "is")
    for match in _pattern().finditer(text, start, end):
        if match["bracket"]:
            name, value, rule = match.span("bracket"), match.span("inner"), "value.bracketed"
        else:
            accompanied = accompanied or match.group().lower().startswith("with")
            if not accompanied:
                continue
            name, value, rule = match.span("name"), match.span("value"), "value.accompanying"
        subject = words_of_text(text, *name)
        words = (Word("The"), *subject, verb, *words_of_text(text, value[0], value[1]))
        while words[-1].text in ".,":
            words = words[:-1]
        drafts.append(Draft(words, subject=(0, 1 + len(subject)), rules=(rule,), kind="finding"))
    return drafts
