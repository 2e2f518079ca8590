"""Rules: sentences that say for whom something holds, not what was measured."""

from __future__ import annotations

from functools import lru_cache

from reasonscore.decompose.search.expression import Expression
from reasonscore.verify.facts.measure import Measure
from reasonscore.verify.facts.statement import REMEMBERED, Statement

_RULE = Expression(
    r"\b(?:should|must|may be|offered|suitable|licensed|people aged|patients aged|women aged|from the age|"
    r"can be|offer|consider|recommend\w*|advise\w*|give(?=\s)|start(?=\s)|stop(?=\s)|"
    r"avoid|aim|target|"
    r"indicated|contraindicated|eligible|criteri\w+|defined|diagnos(?:ed|is) (?:at|when|requires)|threshold|"
    r"ring|call|seek|"
    r"do not|don't|if|when|unless|is used|are used|was to be|whenever|or (?:more|higher|above|less|lower|"
    r"below|over|under))\b"
)
"""Words of a rule: its numbers say for whom it holds, not what was measured."""
_IMAGINED = Expression(
    r"\b(?:eligible|ineligible|qualif\w+|(?:open|closed) to|take part|join|enrol\w*|enter|would|should|can|"
    r"cannot|may|must|"
    r"(?:an?|any) (?:[\w-]+ ){0,2}(?:patient|person|man|woman|candidate|adult|child|[\w-]*year-old|reading|"
    r"value) (?:with|"
    r"whose|of|who))\b"
)
_DOSES = ("drug", "drug_class")
_OTHERS = Expression(
    r"\b(?:et al|(?:previously|also) (?:reported|described)|(?:reported|described|published) "
    r"(?:an?|the|one|two|three|another|other|similar)(?: \w+){0,2} (?:cases?|patients?)|"
    r"(?:in|of) (?:another|a previous|an earlier|other|previous|earlier) "
    r"(?:cases?|reports?|stud(?:y|ies)|series)|(?:my|our) (?:other )?patients|i (?:have|had|see|saw|treat|treated) "
    r"(?:many |several |some |lots of )?(?:[\w-]+ ){0,4}(?:patients|people|women|men|children|kids|olds?))\b"
)
"""Words of a sentence about other cases: their numbers are not those of the case that a claim is about."""


def states_a_rule(statement: Statement) -> bool:
    """Whether a sentence has words of a rule."""
    return _states_a_rule(statement.text)


@lru_cache(maxsize=REMEMBERED)
def _states_a_rule(text: str) -> bool:
    return _RULE.search(text) is not None


def is_dose(measure: Measure) -> bool:
    """Whether a number belongs to a drug."""
    return (measure.concept or "").startswith(_DOSES)


def is_rule(statement: Statement, held: Measure) -> bool:
    """Whether a number belongs to a rule, where another value makes a different case and not a contradiction."""
    dose = is_dose(held) and held.quantity.comparator == "="
    return not dose and states_a_rule(statement)


def is_another_case(claim: Statement, statement: Statement) -> bool:
    """Whether a sentence tells of other cases, and the claim does not.

    >>> from reasonscore.verify.facts.statement import read_statement
    >>> told = read_statement("Smith et al. reported a case of a boy aged 7 months.")
    >>> is_another_case(read_statement("He is 18 months old."), told), is_another_case(told, told)
    (True, False)
    """
    return _OTHERS.search(statement.text) is not None and _OTHERS.search(claim.text) is None


def is_case(claim: Statement, held: Measure) -> bool:
    """Whether the claim is about an imagined case beside the limits of a rule or a trial."""
    limits = (
        held.quantity.name == "age"
        or held.quantity.comparator in ("<", "<=", ">", ">=")
        or held.quantity.high is not None
    )
    return limits and bool(_IMAGINED.search(claim.text))
