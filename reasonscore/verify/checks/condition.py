"""Condition: what holds only under a condition does not hold without it."""

from __future__ import annotations

import re

from reasonscore.verify.checks.polarity import NEGATIVE, denied_share
from reasonscore.verify.comparison import Comparison
from reasonscore.verify.conditions import ConditionPart, find_conditions
from reasonscore.verify.interval import implies
from reasonscore.verify.measure import measures
from reasonscore.verify.statement import Statement, held_words, light_keys, read_statement
from reasonscore.verify.verdict import Check

NAME = "condition"
SAME_TOPIC = 0.6
"""Share of the claim's words outside its conditions that a sentence must hold."""
SAME_CONDITION = 0.6
"""Share of the evidence's condition that the claim's words must hold for the two to be the same condition."""

_GROUPS = (
    ("child", re.compile(r"\b(?:child(?:ren)?|infants?|neonat\w*|pa?ediatric|newborn|adolescent|boy|girl)s?\b", re.I)),
    ("adult", re.compile(r"\b(?:adults?|elderly|older people)\b", re.I)),
    ("man", re.compile(r"\b(?:men|males?)\b", re.I)),
    ("woman", re.compile(r"\b(?:women|females?|pregnan\w*)\b", re.I)),
)  # fmt: skip
_ALWAYS = re.compile(
    r"\b(?:every|all|always|any(?:one|body)?|everyone|everybody|whatever|whenever|whether or not|regardless|"
    r"irrespective|"
    r"unconditional\w*|in no case|never|routine(?:ly)?|without exception)\b",
    re.IGNORECASE,
)
"""Claims that say themselves that there is no condition."""
_ANYWAY = re.compile(
    r"\b(?:whether or not|regardless of(?: whether)?|irrespective of(?: whether)?|whatever|"
    r"no matter (?:whether|if|what|how)|"
    r"even (?:if|when)|independent(?:ly)? of(?: whether)?)\b",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\b(?:an? (?:[\w-]+ ){0,3}(?:patient|man|woman|boy|girl|child|person|adult|infant|baby|smoker)s? (?:with|"
    r"whose|who|of|on|in|taking|aged)|"
    r"someone|somebody|those who|people who|with an?|after an?|without|once|despite)\b",
    re.IGNORECASE,
)
_SPECIAL = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        ("pregnant", r"pregnan\w*|expectant"),
        ("breastfeeding", r"breast-?feeding|lactat\w+|nursing mothers"),
        ("adolescent", r"adolescen\w*|teenage\w*"),
        ("newborn", r"newborns?|neonat\w*|preterm"),
        ("old", r"elderly|frail|older (?:adults|people|patients)|over (?:65|70|75|80)"),
        ("obese", r"obes\w*|overweight"),
        ("smoker", r"smok\w+"),
        ("kidney", r"chronic kidney disease|ckd|dialysis|renal impairment"),
        ("diabetic", r"diabet\w+"),
    )
)
"""Populations of which one says nothing of another."""
_EXCLUDING = ({"child", "adult"}, {"man", "woman"})


def condition_check(comparison: Comparison) -> Check:
    """Whether the claim keeps the evidence's condition.

    A claim without the condition, under another one, or about another population is not supported; the evidence does
    not contradict it either, unless the same condition is turned round (if, unless).
    """
    claim = comparison.claim
    mine = find_conditions(claim.text)
    outside = frozenset(
        word.key for word in claim.words for part in mine if part.piece[0] <= word.piece[0] < part.piece[1]
    )
    for sentence in comparison.aligned(SAME_TOPIC, outside):
        theirs = find_conditions(sentence.statement.text)
        anyway = _ANYWAY.search(sentence.statement.text)
        if anyway and mine and mine[0].only and _free_of(anyway, mine[0], sentence.statement):
            # "Whether or not it spreads" leaves no place for "only if it spreads".
            return Check(NAME, "conflict", (mine[0].piece,), (sentence.place(anyway.span()),))
        if not theirs:
            # Said without a condition: it covers a claim that is narrower.
            return Check(NAME, "silent")
        held = frozenset(i for i in held_words(claim, sentence.statement) if claim.words[i].key not in outside)
        inside = [part for part in theirs if _holds_claim(part, claim, sentence.statement, held)]
        if inside and not mine and inside[0].kind in ("if", "unless"):
            # What is only assumed is not stated.
            where = (sentence.place(inside[0].piece),)
            return Check(NAME, "conflict", ((0, len(claim.text)),), where, weight="withholds")
        conditional = [part for part in theirs if part not in inside]
        for part in conditional:
            mate = next((own for own in mine if _same(part, own)), None)
            where = (sentence.place(part.piece),)
            if mate is None:
                span = mine[0].piece if mine else (0, len(claim.text))
                if not mine and (_stated_anyway(part, claim) or _is_case(claim)):
                    continue
                main = frozenset(claim.words[i].key for i in held)
                if _share_denied(sentence.statement, main) != _share_denied(claim, main) and not part.negated:
                    continue
                if not mine and _ALWAYS.search(claim.text) and part.kind in ("if", "unless"):
                    return Check(NAME, "conflict", (span,), where)
                return Check(NAME, "conflict", (span,), where, weight="withholds")
            # "Not unless" is "only if": the denial of the main clause turns a condition round.
            if part.negated ^ _denied(sentence.statement, theirs) != mate.negated ^ _denied(claim, mine):
                return Check(NAME, "conflict", (mate.piece,), where)
            if mate.only and not part.only and part.kind in ("if", "when"):
                # "If" does not say "only if".
                return Check(NAME, "conflict", (mate.piece,), where, weight="withholds")
            return Check(NAME, "agree", (mate.piece,), where)
        return Check(NAME, "silent")
    return Check(NAME, "silent")


def _holds_claim(part: ConditionPart, claim: Statement, evidence: Statement, held: frozenset[int]) -> bool:
    """Whether the claim is about the condition itself: most of what it shares stands inside the condition."""
    keys = {claim.words[index].key for index in held} - light_keys()
    inside = {word.key for word in evidence.words if part.piece[0] <= word.piece[0] < part.piece[1]}
    outside = {word.key for word in evidence.words} - inside
    return len(keys & inside) > len(keys & outside)


def _same(part: ConditionPart, own: ConditionPart) -> bool:
    """Whether the claim's condition is the evidence's or narrower, numbers and populations included."""
    theirs, mine = read_statement(part.text), read_statement(own.text)
    groups, asked = _groups(part.text), _groups(own.text)
    special, wanted = _special(part.text), _special(own.text)
    if special and wanted and not special & wanted:
        return False
    if any(groups & pair and asked & pair and not groups & asked for pair in _EXCLUDING):
        return False
    for measure in measures(part.text):
        matching = [m for m in measures(own.text) if m.quantity.name == measure.quantity.name]
        if matching and not any(implies(m.quantity, measure.quantity, measure.quantity.name) for m in matching):
            return False
    numbers = {word.key for word in theirs.words if word.key[0].isdigit()}
    asked_words = [i for i, word in enumerate(theirs.words) if word.key not in numbers | light_keys()]
    if not asked_words:
        return True
    kept = held_words(theirs, mine)
    return sum(index in kept for index in asked_words) / len(asked_words) >= SAME_CONDITION


def _denied(statement: Statement, conditions: tuple[ConditionPart, ...]) -> bool:
    """Whether the statement outside its conditions is denied."""
    inside = {w.key for w in statement.words for part in conditions if part.piece[0] <= w.piece[0] < part.piece[1]}
    return (denied_share(statement, frozenset(statement.keys - inside - NEGATIVE)) or 0.0) > 0.5


def _free_of(anyway: re.Match[str], own: ConditionPart, evidence: Statement) -> bool:
    """Whether what does not matter in the evidence is the claim's condition."""
    asked = read_statement(own.text)
    after = read_statement(evidence.text[anyway.end() :])
    return bool(asked.words) and len(held_words(asked, after)) >= SAME_CONDITION * len(asked.words)


def _share_denied(statement: Statement, keys: frozenset[str]) -> bool:
    return (denied_share(statement, keys) or 0.0) > 0.5


def _stated_anyway(part: ConditionPart, claim: Statement) -> bool:
    """Whether the claim speaks of what the condition names, though not as a condition."""
    theirs = read_statement(part.text)
    words = [i for i, word in enumerate(theirs.words) if word.key not in light_keys()]
    kept = held_words(theirs, claim)
    return not words or any(index in kept for index in words)


def _is_case(claim: Statement) -> bool:
    """Whether the claim is about a case with its own numbers or features, which may meet the condition."""
    return bool(_CASE.search(claim.text)) or any(word.key[0].isdigit() for word in claim.words)


def _special(text: str) -> set[str]:
    return {name for name, pattern in _SPECIAL if pattern.search(text)}


def _groups(text: str) -> set[str]:
    return {name for name, pattern in _GROUPS if pattern.search(text)}
