"""Omission: whether a claim says a conditional sentence without its condition."""

from __future__ import annotations

import re

from reasonscore.verify.facts.case import condition_numbers, other_case
from reasonscore.verify.facts.comparison import Aligned
from reasonscore.verify.facts.conditions import ConditionPart
from reasonscore.verify.facts.statement import Statement, held_words, light_keys, read_statement

ENOUGH = 0.75
"""Share of the claim's words that the sentence must hold: of one that says less the claim may leave out more."""

_POSSIBLE = re.compile(r"\b(?:can|could|possible|possibly|sometimes)\b", re.IGNORECASE)
"""Claims that one way for it to be so is enough for."""
_RULE = re.compile(
    r"\b(?:should|must|needs?|shall|will|may|can|recommend\w*|advis\w+|indicated|required?|offer(?:ed)?|is|are|be|"
    r"treat|give|start|stop|avoid|screen|use|take|prescribe|refer|increase|reduce)\b",
    re.IGNORECASE,
)
"""Words of a rule, for a condition that is a group or a time."""


def wholly_inside(part: ConditionPart, claim: Statement) -> bool:
    """Whether a condition says nearly all that the claim says."""
    asked = [index for index, word in enumerate(claim.words) if word.key not in light_keys()]
    held = held_words(claim, read_statement(part.text))
    return len(held.intersection(asked)) >= ENOUGH * len(asked)


def leaves_out_condition(
    part: ConditionPart, mine: tuple[ConditionPart, ...], sentence: Aligned, claim: Statement
) -> bool:
    """Whether the claim states the rest of a conditional sentence as a rule or a fact of its own.

    A time in a story ("when the name was read") and the group of a finished study bind no claim about what was found.
    """
    if condition_numbers(part, mine[0] if mine else None, claim) not in ("none", "open"):
        return True
    if sentence.share < ENOUGH:
        return False
    whole = sentence.share == 1
    if mine:
        return other_case(part.text, mine[0].text) or (whole and _comparable(part.text, mine[0].text))
    if _said_apart(part, sentence.statement, claim):
        return False
    rest = sentence.statement.text[: part.piece[0]] + sentence.statement.text[part.piece[1] :]
    if _POSSIBLE.search(claim.text) and not _POSSIBLE.search(rest):
        return False
    if part.kind in ("if", "unless"):
        return True
    if part.kind == "population" and whole and len(claim.keys - light_keys()) > 2:
        return True
    return " " in part.text and bool(_RULE.search(claim.text) and _RULE.search(rest))


def _comparable(one: str, two: str) -> bool:
    """Whether two conditions name things that can be told apart: known concepts, or the same words."""
    first, second = read_statement(one), read_statement(two)
    return bool((first.mentions and second.mentions) or held_words(first, second))


def _said_apart(part: ConditionPart, evidence: Statement, claim: Statement) -> bool:
    """Whether a word of the claim stands only in a part of the sentence that the condition is no part of."""
    start = evidence.text.rfind(";", 0, part.piece[0]) + 1
    end = evidence.text.find(";", part.piece[1])
    own = read_statement(evidence.text[start : end if end >= 0 else None].strip())
    return len(held_words(claim, own)) < len(held_words(claim, evidence))
