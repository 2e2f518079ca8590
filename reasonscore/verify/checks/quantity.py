"""Quantities: the same thing measured, do the numbers agree?

Each quantity is an interval ("below 30" is everything under 30). Evidence whose interval lies inside the claim's agrees
("eGFR 24" supports "eGFR below 30"), a disjoint one conflicts, everything else is silent. Numbers inside conditions
belong to the condition check: there the wider interval is the stronger statement.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Literal, NamedTuple

from reasonscore.decompose.claim import Quantity
from reasonscore.span import Piece
from reasonscore.verify.checks.arithmetic import worked_out
from reasonscore.verify.checks.experiencer import relative
from reasonscore.verify.checks.frequency import frequency_check
from reasonscore.verify.facts.arm import nearest
from reasonscore.verify.facts.comparison import Aligned, Comparison
from reasonscore.verify.facts.conditions import find_conditions
from reasonscore.verify.facts.context import same_circumstances
from reasonscore.verify.facts.counted import is_count
from reasonscore.verify.facts.denial import denied_reaches
from reasonscore.verify.facts.derived import differences, is_computed
from reasonscore.verify.facts.interval import implies, in_unit
from reasonscore.verify.facts.measure import Measure, is_label, is_year, measures
from reasonscore.verify.facts.operation import is_change
from reasonscore.verify.facts.rule import is_another_case, is_case, is_dose, is_rule, states_a_rule
from reasonscore.verify.facts.same_measure import concept_name, same_thing
from reasonscore.verify.facts.statement import REMEMBERED, Statement
from reasonscore.verify.verdict import Check, silent

NAME = "quantity"
SAME_TOPIC = 0.6
"""Share of the claim's other words that a sentence must hold before numbers without a name are compared."""
SAME_EVENT = 0.8
"""The same before years are compared: two events seldom share all their words."""
MOST = 8
"""Numbers of one text beyond which it is a table, where neighbouring numbers are not each other's rivals."""

_Outcome = bool | Literal["weaker"] | None
"""True: the evidence's number allows the claim's, False: both cannot be, "weaker": it "
"leaves more open than the claim."""
_Found = list[tuple[_Outcome, Piece]]
_BY = re.compile(
    r"\b(?:by|(?:loss|gain|fall|drop|rise|increase|decrease|reduction|decline) (?:of|was|is)|lost|gained)"
    r" (?:about |approximately |roughly |nearly |almost )?$",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|rather than|instead of)\s+$", re.IGNORECASE)
_OF = re.compile(r"\bof\b|\bin\b|% of", re.IGNORECASE)


def quantity_check(comparison: Comparison) -> Check:
    """Whether the claim's numbers agree with the evidence's numbers of the same things."""
    claim = comparison.claim
    if worked_out(comparison).outcome != "silent":
        return silent(NAME)
    rate = frequency_check(comparison)
    asked_all, numbers = _asked(claim)
    if rate is not None and (rate.outcome == "conflict" or not asked_all):
        return rate
    if not asked_all and (year := _year(comparison)) is not None:
        return year
    if not asked_all or len(asked_all) > MOST:
        return silent(NAME)
    near = comparison.aligned(SAME_TOPIC, numbers)
    agreed: list[tuple[Piece, Piece]] = []
    for asked in asked_all:
        if _BY.search(claim.text, 0, asked.piece[0]):
            found: _Found = list(differences(asked, comparison))
        elif is_change(claim.text, asked):
            found = []
        else:
            found = _counted(asked, near) if is_count(asked.quantity.name) else _named(asked, comparison)
            found = found or _alike(asked, near, claim)
        against = [where for outcome, where in found if outcome is False]
        if asked.turned and against:
            # "Never below": one value below is enough.
            return Check(NAME, "conflict", (asked.piece,), (against[0],))
        inside = [where for outcome, where in found if outcome is True]
        if inside:
            agreed.append((asked.piece, inside[0]))
        elif any(outcome == "weaker" for outcome, _ in found) and not _explained(asked, comparison):
            return Check(NAME, "conflict", (asked.piece,), (found[0][1],), weight="withholds")
        elif found and all(outcome is False for outcome, _ in found) and not _explained(asked, comparison):
            return Check(NAME, "conflict", (asked.piece,), (found[0][1],))
    # One number that agrees says little while another of the claim is not in the evidence.
    if not agreed or len(agreed) < len(asked_all):
        return silent(NAME)
    return Check(NAME, "agree", (agreed[0][0],), (agreed[0][1],))


class _Asked(NamedTuple):
    """The numbers that a claim states, and the keys of the words that are part of them or numbers themselves."""

    measures: tuple[Measure, ...]
    numbers: frozenset[str]


@lru_cache(maxsize=REMEMBERED)
def _asked(claim: Statement) -> _Asked:
    asked = [measure for measure in measures(claim.text) if _counts(claim, measure)]
    asked = [one for one in asked if not is_year(claim.text, one)]
    asked = [one for one in asked if not is_label(claim.text, one)]
    pieces = [one.piece for one in asked]
    numbers = frozenset(
        word.key for word in claim.words if word.key[0].isdigit() or any(a <= word.piece[0] < b for a, b in pieces)
    )
    return _Asked(tuple(asked), numbers)


def _year(comparison: Comparison) -> Check | None:
    """Whether the claim's only year is the only one of the sentence that says all the rest of the claim."""
    asked = [one for one in measures(comparison.claim.text) if is_year(comparison.claim.text, one)]
    if len(asked) != 1:
        return None
    key = frozenset(word.key for word in comparison.claim.words if word.piece[0] == asked[0].piece[0])
    for sentence in comparison.aligned(SAME_EVENT, key):
        text = sentence.statement.text
        known = [one for one in measures(text) if is_year(text, one)]
        if len(known) == 1 and known[0].quantity.value != asked[0].quantity.value:
            return Check(NAME, "conflict", (asked[0].piece,), (sentence.place(known[0].piece),))
    return None


def _named(asked: Measure, comparison: Comparison) -> _Found:
    """What the evidence's numbers of the same named thing say."""
    name = asked.quantity.name or concept_name(asked)
    if name is None:
        return []
    found: _Found = []
    for offset, statement in comparison.evidence:
        for held in _nearest(asked, comparison.claim, statement) if measures(statement.text) else ():
            if asked.quantity.name == "age" and relative(statement.text) != relative(comparison.claim.text):
                continue
            if not same_thing(asked, held) or held.role:
                continue
            where = (held.piece[0] + offset, held.piece[1] + offset)
            apart = not same_circumstances(comparison.claim.text, asked, statement.text, held)
            if apart or (asked.time and held.time and asked.time != held.time):
                # The same thing at another time or under other circumstances: the claim's value is not stated.
                found += [("weaker", where)] if implies(held.quantity, asked.quantity, name) is False else []
                continue
            if _comparable(asked.quantity, held.quantity, name):
                outcome = _or_weaker(_dose(asked, held, name), asked, held)
                if not _counts(statement, held):
                    # "13, not 40": a claim of what is denied is wrong, other claims are untouched.
                    if outcome is not True or not _NOT.search(
                        statement.text, max(0, held.piece[0] - 16), held.piece[0]
                    ):
                        continue
                    outcome = False
                ruled = is_rule(statement, held) or is_case(comparison.claim, held)
                ruled = ruled or is_another_case(comparison.claim, statement)
                if outcome == "weaker" and (ruled or find_conditions(statement.text)):
                    continue
                if outcome is False and ruled:
                    outcome = None
                found.append((outcome, (held.piece[0] + offset, held.piece[1] + offset)))
    return found


def _or_weaker(outcome: bool | None, asked: Measure, held: Measure) -> _Outcome:
    """A bound or range that is wider than the claim's says less than the claim."""
    known, bound = held.quantity, asked.quantity
    if outcome is not None or held.times != asked.times or known.high is not None:
        return outcome
    if known.comparator in ("<", "<=", ">", ">=") and bound.comparator in ("<", "<=", ">", ">=", "="):
        return "weaker"
    return None


def _counted(asked: Measure, near: list[Aligned]) -> _Found:
    """What the only count of the same noun says in a sentence about the claim's matter."""
    for sentence in near:
        counts = [one for one in measures(sentence.statement.text) if one.quantity.name == asked.quantity.name]
        if len(counts) == 1 and _counts(sentence.statement, counts[0]) and not is_rule(sentence.statement, counts[0]):
            return [
                (
                    _or_weaker(implies(counts[0].quantity, asked.quantity), asked, counts[0]),
                    sentence.place(counts[0].piece),
                )
            ]
    return []


def _nearest(asked: Measure, claim: Statement, statement: Statement) -> list[Measure]:
    """The numbers of a sentence; of several of the claim's kind only those of the claim's group, drug or time."""
    every = measures(statement.text)
    alike = [one for one in every if same_thing(asked, one) and not one.role]
    if len({one.quantity.value for one in alike}) < 2:
        return list(every)
    kept = nearest(claim, statement, [one.piece for one in alike])
    return [one for one in every if one not in alike] + [alike[index] for index in kept]


def _comparable(asked: Quantity, held: Quantity, name: str) -> bool:
    """Whether both have units that can be compared, or neither has one, or a lab value leaves its own out."""
    if (asked.unit is None) != (held.unit is None):
        return asked.name is not None or name == "body mass index"
    return in_unit(held, asked.unit, name) is not None


def _dose(asked: Measure, held: Measure, name: str) -> bool | None:
    """What one dose says of the other; by the day where both say how often it is given."""
    if asked.times and held.times and asked.times != held.times:
        mine, theirs = asked.quantity.value * asked.times, held.quantity.value * held.times
        return implies(replace(held.quantity, value=theirs), replace(asked.quantity, value=mine), name)
    outcome = implies(held.quantity, asked.quantity, name)
    unclear = (asked.times is None) != (held.times is None) and max(asked.times or 1.0, held.times or 1.0) > 1
    return None if outcome is False and unclear else outcome


def _alike(asked: Measure, near: list[Aligned], claim: Statement) -> _Found:
    """What the only number of the same kind of unit says in the sentence that is most about the claim's matter."""
    unit = asked.quantity.unit
    if asked.quantity.name is not None or unit is None:
        return []
    for sentence in near:
        alike = [
            held
            for held in measures(sentence.statement.text)
            if held.quantity.unit is not None and in_unit(held.quantity, unit) is not None
        ]
        if len({held.quantity.value for held in alike}) > 1:
            alike = [alike[index] for index in nearest(claim, sentence.statement, [held.piece for held in alike])]
        found: _Found = [
            (_or_weaker(implies(held.quantity, asked.quantity), asked, held), sentence.place(held.piece))
            for held in alike
            if held.quantity.name is None and not held.role and _counts(sentence.statement, held)
            if same_circumstances(claim.text, asked, sentence.statement.text, held)
        ]
        if states_a_rule(sentence.statement):
            found = [one for one in found if one[0] is True]
        # A percentage is one of many kinds of share; another one is no rival.
        rival = bool(
            len(alike) == 1
            and (unit != "%" or _is_share(sentence.statement.text, alike[0].piece))
            and (asked.concept is None or alike[0].concept is None)
        )
        return [one for one in found if one[0] is True or rival]
    return []


def _is_share(text: str, piece: Piece) -> bool:
    """Whether a percentage is that of a group, written as "40 % of" or worked out from two counts."""
    return "%" not in text[slice(*piece)] or bool(_OF.search(text[piece[0] : piece[1] + 4]))


def _counts(statement: Statement, measure: Measure) -> bool:
    """Whether a number is stated: neither denied nor part of a condition."""
    at = measure.piece[0]
    if not measure.turned:
        for start, end in denied_reaches(statement.text):
            if start <= at < end:
                return False
    return not any(part.piece[0] <= at < part.piece[1] for part in find_conditions(statement.text))


def _explained(asked: Measure, comparison: Comparison) -> bool:
    """Whether another number of the evidence allows the claim's, or two of them give it together."""
    held = [
        one.quantity
        for _, statement in comparison.evidence
        for one in measures(statement.text)
        if _counts(statement, one)
        and not one.role
        and (one.quantity.unit != "%" or "%" in statement.text[slice(*one.piece)])
        and not is_label(statement.text, one)
        and not (asked.time and one.time and asked.time != one.time)
        and not (asked.times and one.times and asked.times != one.times)
    ]
    name = asked.quantity.name or concept_name(asked)
    exact = asked.quantity.comparator in ("=", "~") and asked.quantity.high is None
    for one in held[: 4 * MOST]:
        if one.name not in (None, asked.quantity.name) or (one.unit is None and asked.quantity.unit and not exact):
            continue
        if implies(one, asked.quantity, name):
            return True
    # Doses and spans of time are worked out from others; what is measured is not.
    worked_out = asked.quantity.name is None or is_dose(asked)
    return exact and worked_out and is_computed(asked.quantity.value, [one.value for one in held[: 2 * MOST]])
