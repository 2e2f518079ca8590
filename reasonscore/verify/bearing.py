"""Bearing: whether two sentences speak of the same things in the same way, so that one could contradict the other.

Advice contradicts no description, a general statement none about one person, and what may be is contradicted by little.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reasonscore.verify.facts.statement import REMEMBERED

_ADVICE = re.compile(
    r"\b(?:should|must|ought|recommend\w*|advis\w+|suggest\w*|need to|have to|has to|encourag\w+|try to|consider|avoid|"
    r"important to|best to|better to|make sure|urg(?:e|es|ed)|worth)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:you|your|patient|he|she|his|her|i|my)\b", re.IGNORECASE)
_POSSIBLE = re.compile(
    r"\b(?:may|might|can|could|possibl\w+|perhaps|sometimes|occasionally|some)\b",
    re.IGNORECASE,
)
_ASCRIBED = re.compile(
    r"(?:[^.;:]{1,80}, )?(?:(?:your|the|their|this) (?:doctors?|physicians?|providers?|clinicians?)|they)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=REMEMBERED)
def is_advice(text: str) -> bool:
    """Whether a text says what should be done, which no description contradicts."""
    return bool(_ADVICE.search(text))


@lru_cache(maxsize=REMEMBERED)
def is_personal(text: str) -> bool:
    """Whether a text speaks of one person, as no general statement does.

    >>> is_personal("Your risk is low."), is_personal("The risk is low.")
    (True, False)
    """
    return bool(_PERSON.search(text))


def is_possibility(text: str) -> bool:
    """Whether a text says only what may be, or is so for some."""
    return bool(_POSSIBLE.search(text))


def is_ascribed(text: str) -> bool:
    """Whether a text says what a doctor, or somebody who is only "they", thinks, says or does.

    >>> is_ascribed("Your doctor wants to make sure that you are safe.")
    True
    """
    return bool(_ASCRIBED.match(text))
