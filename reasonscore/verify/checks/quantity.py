"""Quantities: the same thing measured, do the numbers agree?

Each quantity is an interval ("below 30" is everything under 30). Evidence whose interval lies inside the claim's agrees
("eGFR 24" supports "eGFR below 30"), a disjoint one conflicts, everything else is silent. Numbers inside conditions
belong to the condition check: there the wider interval is the stronger statement.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import lru_cache
from itertools import combinations, pairwise

from reasonscore.decompose.claim import Quantity
from reasonscore.lexicon.analyte import find_analyte
from reasonscore.lexicon.lexicon import load_lexicon
from reasonscore.lexicon.relation import relation
from reasonscore.span import Piece
from reasonscore.verify.checks.experiencer import relative
from reasonscore.verify.checks.polarity import denied_reaches
from reasonscore.verify.comparison import Aligned, Comparison
from reasonscore.verify.conditions import find_conditions
from reasonscore.verify.frequency import find_frequencies
from reasonscore.verify.interval import implies, in_unit
from reasonscore.verify.measure import Measure, measures
from reasonscore.verify.statement import Statement
from reasonscore.verify.verdict import Check

NAME = "quantity"
SAME_TOPIC = 0.6
"""Share of the claim's other words that a sentence must hold before numbers without a name are compared."""
MOST = 8
"""Numbers of one text beyond which it is a table, where neighbouring numbers are not each other's rivals."""

_Found = list[tuple[bool | None, Piece]]
_BY = re.compile(
    r"\b(?:by|(?:loss|gain|fall|drop|rise|increase|decrease|reduction|decline) (?:of|was|is)|lost|gained)"
    r" (?:about |approximately |roughly |nearly |almost )?$",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|rather than|instead of)\s+$", re.IGNORECASE)
_OF = re.compile(r"\bof\b|\bin\b|% of", re.IGNORECASE)
_FROM = re.compile(r"\bfrom (?:\w+ ){0,2}$", re.IGNORECASE)
_RULE = re.compile(
    r"\b(?:should|must|may be|offered|suitable|licensed|people aged|patients aged|women aged|from the age|"
    r"can be|offer|consider|recommend\w*|advise\w*|give(?=\s)|start(?=\s)|stop(?=\s)|"
    r"avoid|aim|target|"
    r"indicated|contraindicated|eligible|criteri\w+|defined|diagnos(?:ed|is) (?:at|when|requires)|threshold|"
    r"ring|call|seek|"
    r"do not|don't|if|when|unless|is used|are used|was to be|whenever|or (?:more|higher|above|less|lower|"
    r"below|over|under))\b",
    re.IGNORECASE,
)
"""Words of a rule: its numbers say for whom it holds, not what was measured."""
_IMAGINED = re.compile(
    r"\b(?:eligible|ineligible|qualif\w+|(?:open|closed) to|take part|join|enrol\w*|enter|would|should|can|"
    r"cannot|may|must|"
    r"(?:an?|any) (?:[\w-]+ ){0,2}(?:patient|person|man|woman|candidate|adult|child|[\w-]*year-old|reading|"
    r"value) (?:with|"
    r"whose|of|who))\b",
    re.IGNORECASE,
)
_FULL_NAMES = {"ph": "blood pH"}
_DOSES = ("drug", "drug_class")


def quantity_check(comparison: Comparison) -> Check:
    """Whether the claim's numbers agree with the evidence's numbers of the same things."""
    claim = comparison.claim
    rate = _frequency(comparison)
    asked_all = [measure for measure in measures(claim.text) if _counts(claim, measure)]
    if rate is not None and (rate.outcome == "conflict" or not asked_all):
        return rate
    if not asked_all or len(asked_all) > MOST:
        return Check(NAME, "silent")
    pieces = [asked.piece for asked in asked_all]
    numbers = frozenset(
        word.key for word in claim.words if word.key[0].isdigit() or any(a <= word.piece[0] < b for a, b in pieces)
    )
    near = comparison.aligned(SAME_TOPIC, numbers)
    agreed: list[tuple[Piece, Piece]] = []
    for asked in asked_all:
        if _BY.search(claim.text, 0, asked.piece[0]):
            found = _difference(asked, comparison)
        else:
            found = _named(asked, comparison) or _alike(asked, near)
        inside = [where for outcome, where in found if outcome]
        if inside:
            agreed.append((asked.piece, inside[0]))
        elif found and all(outcome is False for outcome, _ in found) and not _explained(asked, comparison):
            return Check(NAME, "conflict", (asked.piece,), (found[0][1],))
    # One number that agrees says little while another of the claim is not in the evidence.
    if not agreed or len(agreed) < len(asked_all):
        return Check(NAME, "silent")
    return Check(NAME, "agree", (agreed[0][0],), (agreed[0][1],))


def _frequency(comparison: Comparison) -> Check | None:
    """How often the claim's only drug is taken, where both sides say so; None where they do not."""
    claim = comparison.claim
    drugs = {mention.concept.id for mention in claim.mentions if mention.concept.kind in _DOSES}
    mine = find_frequencies(claim.text)
    if len(drugs) != 1 or len(mine) != 1:
        return None
    for offset, statement in comparison.evidence:
        named = [m for m in statement.mentions if m.concept.kind in _DOSES]
        theirs = find_frequencies(statement.text)
        for mention in named:
            if mention.concept.id not in drugs:
                continue
            ends = [
                other.span[0] for other in named if other.span[0] >= mention.span[1] and other.concept.id not in drugs
            ]
            end = min([mention.span[1] + 60, *ends])
            own = [one for one in theirs if mention.span[1] <= one.piece[0] < end]
            if len(own) != 1 or (len({one.daily for one in theirs}) > 1 and len(named) == 1):
                continue
            where = ((own[0].piece[0] + offset, own[0].piece[1] + offset),)
            if math.isclose(own[0].daily, mine[0].daily, rel_tol=0.08):
                return Check(NAME, "agree", (mine[0].piece,), where)
            if not measures(claim.text):
                return Check(NAME, "conflict", (mine[0].piece,), where)
    return None


def _named(asked: Measure, comparison: Comparison) -> _Found:
    """What the evidence's numbers of the same named thing say."""
    name = asked.quantity.name or _concept_name(asked)
    if name is None:
        return []
    found: _Found = []
    for offset, statement in comparison.evidence:
        for held in measures(statement.text):
            if asked.quantity.name == "age" and relative(statement.text) != relative(comparison.claim.text):
                continue
            if not _same_thing(asked, held) or held.role or (asked.time and held.time and asked.time != held.time):
                continue
            if _comparable(asked.quantity, held.quantity, name):
                outcome = _dose(asked, held, name)
                if not _counts(statement, held):
                    # "13, not 40": a claim of what is denied is wrong, other claims are untouched.
                    if not outcome or not _NOT.search(statement.text, max(0, held.piece[0] - 16), held.piece[0]):
                        continue
                    outcome = False
                if outcome is False and (_is_rule(statement, held) or _is_case(comparison, held)):
                    outcome = None
                found.append((outcome, (held.piece[0] + offset, held.piece[1] + offset)))
    return found


def _same_thing(asked: Measure, held: Measure) -> bool:
    """Whether two numbers measure the same, by concept, by name or by the analyte that both are names of."""
    if asked.concept is not None and asked.concept == held.concept:
        return True
    if asked.quantity.name is not None and asked.quantity.name == held.quantity.name:
        return True
    mine, theirs = _thing(asked), _thing(held)
    if mine is not None and mine == theirs:
        return True
    return asked.concept is not None and held.concept is not None and _is_kind_of(held.concept, asked.concept)


def _thing(measure: Measure) -> str | None:
    for name in (measure.quantity.name, _concept_name(measure)):
        analyte = find_analyte(_FULL_NAMES.get(name, name)) if name else None
        if analyte is not None:
            return analyte.name
    return None


@lru_cache(maxsize=4096)
def _is_kind_of(one: str, other: str) -> bool:
    """Whether a test is a narrower one, such as troponin I for troponin."""
    if not (one.startswith("lab:") and other.startswith("lab:")):
        return False
    first, second = load_lexicon().by_id(one), load_lexicon().by_id(other)
    return first is not None and second is not None and relation(first, second) == "narrower"


def _comparable(asked: Quantity, held: Quantity, name: str) -> bool:
    """Whether both have units that can be compared, or neither has one, or a lab value leaves its own out."""
    if (asked.unit is None) != (held.unit is None):
        return asked.name is not None
    return in_unit(held, asked.unit, name) is not None


def _dose(asked: Measure, held: Measure, name: str) -> bool | None:
    """What one dose says of the other; by the day where both say how often it is given."""
    if asked.times and held.times and asked.times != held.times:
        mine, theirs = asked.quantity.value * asked.times, held.quantity.value * held.times
        return implies(replace(held.quantity, value=theirs), replace(asked.quantity, value=mine), name)
    outcome = implies(held.quantity, asked.quantity, name)
    unclear = (asked.times is None) != (held.times is None) and max(asked.times or 1.0, held.times or 1.0) > 1
    return None if outcome is False and unclear else outcome


def _alike(asked: Measure, near: list[Aligned]) -> _Found:
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
        found: _Found = [
            (implies(held.quantity, asked.quantity), sentence.place(held.piece))
            for held in alike
            if held.quantity.name is None and not held.role and _counts(sentence.statement, held)
        ]
        if _RULE.search(sentence.statement.text):
            found = [one for one in found if one[0]]
        # A percentage is one of many kinds of share; another one is no rival.
        rival = bool(
            len(alike) == 1
            and (unit != "%" or _OF.search(sentence.statement.text[alike[0].piece[0] : alike[0].piece[1] + 4]))
            and (asked.concept is None or alike[0].concept is None)
        )
        return [one for one in found if one[0] or rival]
    return []


def _difference(asked: Measure, comparison: Comparison) -> _Found:
    """What "from 11 to 9" says of "by 2"."""
    found: _Found = []
    for offset, statement in comparison.evidence:
        pairs = measures(statement.text)
        for first, second in pairwise(pairs):
            between = statement.text[first.piece[1] : second.piece[0]].strip().lower()
            named = {asked.concept, first.concept}
            if None not in named and len(named) > 1:
                continue
            if between not in ("to", "to about", "→", "->", "") or not _FROM.search(statement.text, 0, first.piece[0]):
                continue
            unit = second.quantity.unit
            if asked.quantity.unit not in (unit, None) or first.quantity.unit not in (unit, None):
                continue
            change = abs(second.quantity.value - first.quantity.value)
            right = math.isclose(change, asked.quantity.value, rel_tol=0.02, abs_tol=1e-9)
            found.append((right, (first.piece[0] + offset, second.piece[1] + offset)))
    return found


def _explained(asked: Measure, comparison: Comparison) -> bool:
    """Whether another number of the evidence allows the claim's, or two of them give it together."""
    held = [
        one.quantity
        for _, statement in comparison.evidence
        for one in measures(statement.text)
        if _counts(statement, one)
        and not one.role
        and not (asked.time and one.time and asked.time != one.time)
        and not (asked.times and one.times and asked.times != one.times)
    ]
    name = asked.quantity.name or _concept_name(asked)
    exact = asked.quantity.comparator in ("=", "~") and asked.quantity.high is None
    for one in held[: 4 * MOST]:
        if one.name not in (None, asked.quantity.name) or (one.unit is None and asked.quantity.unit and not exact):
            continue
        if implies(one, asked.quantity, name):
            return True
    # Doses and spans of time are worked out from others; what is measured is not.
    worked_out = asked.quantity.name is None or (asked.concept or "").startswith(_DOSES)
    return exact and worked_out and _computed(asked.quantity.value, [one.value for one in held])


def _computed(value: float, numbers: list[float]) -> bool:
    """Whether a value is the sum, difference, product or quotient of two numbers, at any power of a thousand."""
    for first, second in combinations(numbers[: 2 * MOST], 2):
        if not first or not second:
            continue
        results = (first + second, abs(first - second), first * second, first / second, second / first)
        if any(
            math.isclose(result * scale, value, rel_tol=0.03) for result in results for scale in (1.0, 1e-3, 1e3, 100.0)
        ):
            return True
    return False


def _is_case(comparison: Comparison, held: Measure) -> bool:
    """Whether the claim is about an imagined case beside the limits of a rule or a trial."""
    limits = (
        held.quantity.name == "age"
        or held.quantity.comparator in ("<", "<=", ">", ">=")
        or held.quantity.high is not None
    )
    return limits and bool(_IMAGINED.search(comparison.claim.text))


def _is_rule(statement: Statement, held: Measure) -> bool:
    """Whether a number belongs to a rule, where another value makes a different case and not a contradiction."""
    dose = (held.concept or "").startswith(_DOSES) and held.quantity.comparator == "="
    return not dose and bool(_RULE.search(statement.text))


def _concept_name(measure: Measure) -> str | None:
    return measure.concept.split(":", 1)[1].replace("-", " ") if measure.concept else None


def _counts(statement: Statement, measure: Measure) -> bool:
    """Whether a number is stated: neither denied nor part of a condition."""
    at = measure.piece[0]
    if any(start <= at < end for start, end in denied_reaches(statement.text)):
        return False
    return not any(part.piece[0] <= at < part.piece[1] for part in find_conditions(statement.text))
