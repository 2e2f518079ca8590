"""Clauses that "and" joins: "the sodium is low and the potassium is normal" is cut before a parser reads it."""

from __future__ import annotations

import re

_LONGEST = 400
_COPULA = r"(?:is|are|was|were|isn't|aren't|wasn't|weren't|must|should|cannot|can't|has been|have been)"
_INNER = (
    r"(?!(?:who|which|that|what|whether|if|of|in|on|at|by|for|with|from|to|as|not|also|then|therefore|be|been|being|has|have|had|"
    r"does|do|did|may|can|could|would|will|might|is|are|was|were|must|should|until|unless|because|when|while|after|before|"
    r"he|she|it|they|we|you|i|the|an?|his|her|its|their|this|these|there)\b)[\w'/+-]+"
)
_OWN = re.compile(
    rf"(?:(?:the|an?|his|her|its|their|this|these|there|it|he|she|they)\s+(?:{_INNER}\s+){{0,5}}?|(?:{_INNER}\s+){{1,4}}?)"
    rf"(?:(?:also|now|only|still)\s+)?{_COPULA}\b",
    re.I,
)
"""A clause of its own behind "and": "the sodium is low and the potassium is normal"."""

_MAIN = re.compile(rf"\b(?:{_COPULA}|has|had|have|shows?|showed|grew|may|will|can)\b", re.I)
_DEPENDENT = re.compile(
    r"\b(?:who|which|that|what|whether|if|unless|when|whenever|while|until|once|because|since|as|although|though|where|whose|"
    r"than|given|provided|after|before|told|said|says|say|reports?|reported|thinks?|think|believes?|suspect|doubt|whereas|both|between|either|neither|"
    r"were|had|should|let)\b|^\s*(?:in|for|with|among)\b",
    re.I,
)


def begins_clause(text: str, start: int, end: int, after: int) -> bool:
    """True where `after` the "and" at `end` a clause with a subject of its own begins, and a main clause stands before.

    >>> text = "The sodium is low and the potassium is normal."
    >>> begins_clause(text, 0, 17, 22)
    True
    """
    part = text[start:end]
    if len(part) > _LONGEST or _OWN.match(text, after) is None:
        return False
    return _MAIN.search(part) is not None and _DEPENDENT.search(part) is None


_INSERTED = re.compile(
    r"[^,;:]{3,90},\s(?:is|are|was|were|has|have|had|can|could|may|might|must|will|would|should|does|did|remains?)\b",
    re.I,
)


def is_inserted(text: str, at: int) -> bool:
    """True for what stands between a subject and its verb: "D, although reasonable in theory, is contraindicated"."""
    return _INSERTED.match(text, at) is not None
