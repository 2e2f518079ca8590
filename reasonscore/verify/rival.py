"""Rivals: whether another number in the evidence really stands against the claim's.

A text holds many numbers of one unit. Another one is a rival only where it is said of the same thing, in a sentence
that says the rest of the claim too, and where the claim is no case that a rule is applied to and no sum of parts.
"""

from __future__ import annotations

import re

from reasonscore.decompose.expression import Expression
from reasonscore.span import Span
from reasonscore.verify.basis import TIMES, WHEN
from reasonscore.verify.comparison import Comparison
from reasonscore.verify.measure import Measure, measures
from reasonscore.verify.same_measure import concept_name
from reasonscore.verify.statement import held_words, light_keys, word_key

SAME_TOPIC = 0.8
"""Share of the claim's words, numbers aside, that a sentence must hold before a number without a name has a rival."""
_SUM = Expression(r"\b(?:all|together|across|altogether|totals?|both|between them|the two|sum|each|in all|overall)\b")
_CASE = re.compile(
    r"(?:an? (?!half|third|quarter|fifth|tenth|dozen|few)|some(?:one|body) |any(?:one|body) |with )", re.IGNORECASE
)
_LISTED = Expression(r"\b(?:inclusion|exclusion|criteria|eligib\w+)\b")
_PAIR = Expression(r"\d ?%? (?:v\.?|vs\.?|versus|against) \d")
_DERIVED = Expression(r"\b(?:ratio|threshold|limit|cut-?off|difference)\b")
_NUMBERED = frozenset(word_key(word) for word in "one two three four five six seven eight nine ten dozen half".split())


def is_rival(comparison: Comparison, span: Span, where: Span) -> bool:
    """Whether the number at `where` in the evidence stands against the claim's number at `span`."""
    claim = comparison.claim
    asked = [one for one in measures(claim.text) if any(start <= one.piece[0] < end for start, end in span)]
    held = [
        (offset, statement)
        for offset, statement in comparison.evidence
        if any(offset <= start < offset + len(statement.text) for start, _ in where)
    ]
    listed = any(_LISTED.search(statement.text) for _, statement in comparison.evidence)
    if _CASE.match(claim.text) and not listed:
        return False
    if any(_PAIR.search(statement.text) for _, statement in held) or _DERIVED.search(claim.text):
        return False
    for one in asked:
        if one.quantity.unit is None and not one.quantity.name and _SUM.search(claim.text):
            return False
        timed = one.quantity.unit in TIMES and one.quantity.name != "age"
        if timed and WHEN.search(claim.text, max(0, one.piece[0] - 40), one.piece[0]):
            return False
        if (timed or not _is_named(one)) and not _says_the_rest(comparison, span, where):
            return False
    return True


def _is_named(one: Measure) -> bool:
    return bool(one.concept) and bool(one.quantity.name or concept_name(one))


def _says_the_rest(comparison: Comparison, span: Span, where: Span) -> bool:
    """Whether the sentence of a number holds nearly all of the claim's other words."""
    claim = comparison.claim
    words = [
        index
        for index, word in enumerate(claim.words)
        if word.key not in light_keys() | _NUMBERED
        and not word.key[0].isdigit()
        and not any(start <= word.piece[0] < end for start, end in span)
    ]
    if not words:
        return True
    for offset, statement in comparison.evidence:
        if any(offset <= start < offset + len(statement.text) for start, _ in where):
            found = held_words(claim, statement)
            if sum(index in found for index in words) >= SAME_TOPIC * len(words):
                return True
    return False
