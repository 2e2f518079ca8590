"""Cases: whether the numbers, populations and grades of a claim are those that a condition asks for."""

from __future__ import annotations

import re
from typing import Literal

from reasonscore.verify.facts.conditions import ConditionPart
from reasonscore.verify.facts.cue_table import find_cues
from reasonscore.verify.facts.interval import implies, in_unit
from reasonscore.verify.facts.measure import Measure, measures
from reasonscore.verify.facts.same_measure import same_thing
from reasonscore.verify.facts.statement import Statement

_SPECIAL = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        ("pregnant", r"pregnan\w*|expectant|trimester"),
        ("breastfeeding", r"breast-?feeding|lactat\w+|nursing mothers"),
        ("adolescent", r"adolescen\w*|teenage\w*"),
        ("newborn", r"newborns?|neonat\w*|preterm"),
        ("old", r"elderly|frail|older (?:adults|people|patients)|over (?:65|70|75|80)"),
        ("obese", r"obes\w*|overweight"),
        ("smoker", r"smok\w+"),
        ("kidney", r"chronic kidney disease|ckd|dialysis|renal impairment"),
        ("diabetic", r"diabet\w+"),
        ("nursing home", r"(?:nursing|care|residential) homes?"),
        ("transplanted", r"transplant (?:recipients?|patients?)|transplanted"),
        ("catheter", r"catheteri[sz]ed|(?:urinary|indwelling) catheters?"),
        ("immunosuppressed", r"immunosuppressed|immunocompromised|neutropeni\w+"),
    )
)
"""Populations of which one says nothing of another."""


_LIMIT = re.compile(
    r"\b(?:trigger|threshold|cut-?off|limit|criterion|indication|level) (?:\w+ ){0,8}?(?:is|are|was)\b", re.IGNORECASE
)
"""Words for a number from which something is done; the claim then states the condition itself."""


def states_limit(text: str) -> bool:
    """Whether a sentence says from which value something is done, "the threshold is 70".

    >>> states_limit("The trigger for transfusion is a haemoglobin below 70.")
    True
    """
    return bool(_LIMIT.search(text))


def condition_numbers(
    part: ConditionPart, mate: ConditionPart | None, claim: Statement
) -> Literal["none", "inside", "outside", "inverted", "open"]:
    """Whether the claim's numbers meet those of a condition."""
    wanted = measures(part.text)
    if not wanted:
        return "none"
    outcome: Literal["inside", "open"] = "open"
    left_out = False
    for measure in wanted:
        met = False
        for own in measures(claim.text):
            in_mate = mate is not None and mate.piece[0] <= own.piece[0] < mate.piece[1]
            if not _comparable(measure, own, bare=in_mate):
                continue
            fits = implies(own.quantity, measure.quantity, measure.quantity.name)
            if fits:
                outcome, met = "inside", True
                continue
            bounds = (measure.quantity.comparator[0], own.quantity.comparator[0])
            same = measure.quantity.value == own.quantity.value
            limit = in_mate or states_limit(claim.text)
            return "inverted" if same and limit and bounds in (("<", ">"), (">", "<")) else "outside"
        left_out |= not met and measure.quantity.name == "age"
    # "Under 3 months with 38 degrees": the temperature alone is not the whole case.
    return "open" if left_out else outcome


def _comparable(theirs: Measure, own: Measure, *, bare: bool) -> bool:
    """Whether two numbers can be of one thing; without unit and name only where both stand in conditions."""
    one, two = theirs.quantity, own.quantity
    if same_thing(theirs, own):
        return in_unit(two, one.unit, one.name) is not None
    if one.name is not None and two.name is not None:
        return False
    if one.unit is None or two.unit is None:
        return bare and one.unit == two.unit and one.name == two.name
    return in_unit(two, one.unit) is not None


def other_case(theirs: str, own: str) -> bool:
    """Whether two texts name different values of one axis, such as mild and severe, or different populations."""
    special, wanted = _special(theirs), _special(own)
    if special and wanted and not special & wanted:
        return True
    values: dict[str, set[str]] = {}
    for cue in find_cues("contrasts", theirs):
        axis, _, value = cue.meaning.partition("=")
        values.setdefault(axis, set()).add(value)
    found: dict[str, set[str]] = {}
    for cue in find_cues("contrasts", own):
        axis, _, value = cue.meaning.partition("=")
        found.setdefault(axis, set()).add(value)
    return any(axis in values and not values[axis] & names for axis, names in found.items())


def leaves_out_population(theirs: str, own: str) -> bool:
    """Whether a condition names a special population that a text does not speak of.

    >>> leaves_out_population("in pregnant women with bacteriuria", "Bacteriuria should be treated.")
    True
    """
    return bool(_special(theirs)) and not _special(theirs) & _special(own)


def _special(text: str) -> set[str]:
    return {name for name, pattern in _SPECIAL if pattern.search(text)}
