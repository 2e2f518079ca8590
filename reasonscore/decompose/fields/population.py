"""Phrases that restrict a general statement: "in children", "among adults over 75", "with an eGFR below 30"."""

from __future__ import annotations

import re
from functools import cache

from reasonscore.decompose.draft import ConditionDraft, Draft
from reasonscore.decompose.render import join_words, words_between
from reasonscore.decompose.search.expression import Expression
from reasonscore.decompose.search.table import alternation, pattern, read_table

_PEOPLE = (
    r"(?:patients?|adults?|children|people|individuals|women|men|infants|neonates|newborns|adolescents|"
    r"teenagers|the elderly|pregnancy|"
    r"those|populations?|smokers|carriers|persons|adolescence|infancy|childhood|older|younger|elderly|"
    r"females|males|boys|girls|mothers)"
)
_STOP = (
    r"(?=\s*(?:[,;(]|$)|\s+(?:but not|and \d)\b|\s+(?:provided|unless|if|when|until|once|because)\b|"
    r"\s+(?:is|are|can|may|should|must|has|have|does|do|will|would|could|might|reduces?|"
    r"increases?|causes?|offers?|improves?|"
    r"makes?|obviates?|rules?|excludes?|suggests?|argues?|points?|raises?|lowers?|means?|carries|warrants?|confirms?|"
    r"supports?|remains?|occurs?|responds?|presents?|develops?|prompts?|favou?rs?|indicates?|"
    r"leads?|shows?|includes?|involves?|requires?|needs?|often|usually|typically|sometimes|rarely|because|but|and\s+(?:is|are|"
    r"can|may|should))\b)"
)


_THRESHOLD = re.compile(r"(?:(?:Above|Below|Under)\s\d[^,;]{0,24}|Over\s\d{2})(?=,)")
"""A limit that opens a general statement: "Below 50, general anaesthesia is used"."""

_WHOSE = re.compile(r"\b(?:who|whose(?:\s[\w%-]+){0,4})$")


@cache
def _patterns() -> tuple[Expression, Expression, Expression]:
    analytes = alternation(tuple(row[0] for row in read_table("analytes") if len(row[0]) > 1))
    people = Expression(
        rf"(?<![\w-])(?:among|in|for|to|with)\s+(?!(?:be|this|these|our|his|her|my|your|one|two|three|four|"
        rf"five|ten|\d+)\b)(?:(?!(?:this|the|our|is|are|of|in|by|"
        rf"and|includes?)\b)[\w/-]+\s+){{0,4}}{_PEOPLE}\b[^,;(]*?{_STOP}"
    )
    level = Expression(
        rf"(?<![\w-])(?:with|at|if|when|for)\s+(?:an?\s+|the\s+)?(?:{analytes})\s+(?:levels?\s+|counts?\s+|"
        rf"values?\s+)?(?:of\s+)?(?:below|above|under|over|between|less|greater|more|higher|lower|at least|"
        rf"<|>|≤|≥)[^,;]*?{_STOP}"
    )
    disease = Expression(
        rf"(?<![\w-])in\s+(?!(?:any|both|each|either|without|with|by|every|full|part|total|turn|small|large|the|a|an|this|that|his|her|our|my|your|its|their|order|addition|case|"
        rf"combination|general|most|all|some|\d|one|two|"
        rf"three|four|five|six|seven|eight|nine|ten|twelve|several|(?:\w+\s)?(?:seconds|minutes|hours|days|nights|"
        rf"weeks|months|years))\b)[a-z][\w-]+(?:\s+(?:with\s+)?[\w-]+){{1,6}}?{_STOP}"
    )
    return people, level, disease


def population_conditions(draft: Draft) -> Draft:
    """The draft with the phrases named that say for whom it holds; they stay in their place.

    Only general statements are restricted: "found in two patients" locates a finding.
    """
    text = join_words(draft.words)
    if pattern("population.told").found(text):
        return draft
    people, level, disease = _patterns()
    found: list[ConditionDraft] = []
    taken: list[tuple[int, int]] = []
    limit = _THRESHOLD.match(text)
    if limit is not None and len(words := tuple(words_between(draft.words, *limit.span()))) > 1:
        taken.append(limit.span())
        found.append(ConditionDraft(words, "dose", 0, False, "inside"))
    for expression in (people, level, *([disease] if pattern("population.advice").found(text) else [])):
        if expression.lacks_words(text):
            continue
        for match in expression.finditer(text):
            if any(a < match.end() and match.start() < b for a, b in taken) or len(match.group().split()) > 16:
                continue
            if text.count("(", 0, match.start()) > text.count(")", 0, match.start()):
                continue  # a bracket restricts only what it adds
            start, end = match.span()
            whose = _WHOSE.search(text, start, end)
            if whose is not None:  # "those who do not need it": the clause ends with its comma
                end = min((at for at in (text.find(mark, end) for mark in ",;") if at >= 0), default=len(text))
            words = tuple(words_between(draft.words, start, end))
            if len(words) > 1:
                taken.append((start, end))
                kind = "dose" if expression is level else "population"
                found.append(ConditionDraft(words, kind, 0, False, "inside"))  # type: ignore[arg-type]
    if not found:
        return draft
    return draft._replace(conditions=(*draft.conditions, *found), rules=(*draft.rules, "condition.population"))
