"""Statements turned round: what a passage entails, denied, it contradicts.

Writers of contradictions change a drug, a number or a side; a plain "not" is rare among them, and just what a reader
never forgives. These are made by rule, only from statements in which "not" can stand in one place and mean one thing.
"""

from __future__ import annotations

import re

_VERB = re.compile(r"\b(?:is|are|was|were|can|will|should|must|has been|have been|does|did)\b", re.IGNORECASE)
_ELSE = re.compile(
    r"n't\b|\b(?:not|no|never|without|cannot|none|neither|nor|may|might|could|would|if|unless|when|while|until|only|"
    r"even|also|some|many|most|several|often|usually|typically|generally|sometimes|rarely|frequently|commonly|likely|"
    r"unlikely|either|both|more|less|who|which|that|because|but|although|except|rather|instead|avoid\w*|need\w*|"
    r"depend\w*|every|all|each|any)\b",
    re.IGNORECASE,
)
"""Words beside which "not" says less than the opposite, or two things."""


def turned(statement: str) -> str | None:
    """A statement with its one verb denied; None where that could be read in two ways.

    >>> turned("Aspirin is used for pain.")
    'Aspirin is not used for pain.'
    >>> turned("Aspirin may be used for pain.")
    """
    found = list(_VERB.finditer(statement))
    if len(found) != 1 or _ELSE.search(statement):
        return None
    # "Has been shown" is denied after its first word.
    place = found[0].start() + len(found[0].group().split()[0])
    return f"{statement[:place]} not{statement[place:]}"
