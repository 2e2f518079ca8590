"""The answer in a line that names what was asked for: `The causative organism is X`, `Next best step: X`."""

from __future__ import annotations

import re
from functools import cache

from reasonscore.span import Piece, trim
from reasonscore.trace.table import read_table

_BECOMES = (
    r"(?:is|are|would be|should be|will be|must be)(?: (?:therefore|thus|most likely|probably|likely|clearly))?"
    r"(?= (?!not\b|no\b|(?:very |highly |quite |more |most |less )?(?:likely|unlikely|unknown|unclear|uncertain"
    r"|consistent|suggestive|compatible|elevated|increased|decreased|reduced|raised|normal|abnormal|positive|negative|present"
    r"|absent|stable|severe|mild|indicated|contraindicated|needed|required|necessary|important|due|caused|associated"
    r"|seen|found|given|affected|involved|based|to)\b))"
)
_LABEL = r"[*_]{0,3}\s?[:：][*_]{0,3}"
_AFTER = (
    r"(?: (?:of|for|in|to|with|from|on|most|that|which|responsible|involved|at|given|be|now|here)\b[^.:;,\n]{0,80}?)?"
)
_CUT = re.compile(
    r",? (?:which|because|since|as|given|transmitted|acquired|encoded|followed|to be|so)\b|[;]| [–—] |\. "
)
_SENTENCE = re.compile(r"[.!?][\"'”’)*]{0,3}\s+(?=[A-Z*_])|\n+")
_QUALIFIED = re.compile(
    r"(?:[*_#]{1,4}\s?)?(?:(?:so|thus|therefore|hence),? )?(?:(?:the|her|his|my|your|this patient['’]s) )?"
    r"(?:single )?(?:most (?:likely|probable|appropriate|common|suitable)|best|next best|next|correct|causative"
    r"|responsible|offending|culprit|first-line|definitive|likely|underlying|appropriate|recommended|preferred|missing"
    r"|affected|injured|mutated) ",
    re.IGNORECASE,
)
_REACH = 3000
_QUESTION_END = 200
_LONGEST = 160


def asked_answer(text: str, piece: Piece) -> Piece | None:
    """What a line says of the thing that a question asks for; None where it names no such thing.

    >>> text = "The gene most likely to be mutated is BRCA2"
    >>> text[slice(*asked_answer(text, (0, len(text))))]
    'BRCA2'
    """
    start, end = trim(text, *piece)
    found = _pattern().match(text, start, end)
    if found is None:
        return None
    left, right = trim(text, found.end(), end)
    cut = _CUT.search(text, left, right)
    right = cut.start() if cut is not None and cut.start() > left else right
    named = right - left <= _LONGEST and any(c.isalnum() for c in text[left:right])
    return (left, right) if named else None


def asks(question: str) -> bool:
    """The end of a question asks for such a thing: a drug, an organism, the next step."""
    return _noun().search(question[-_QUESTION_END:]) is not None


def asked_in_prose(text: str, piece: Piece) -> Piece | None:
    """What the last sentence says that names the likely, best or next thing of a kind; None where none does."""
    start, end = trim(text, max(piece[0], piece[1] - _REACH), piece[1])
    starts = [start, *(found.end() for found in _SENTENCE.finditer(text, start, end))]
    for left, right in reversed(list(zip(starts, [*starts[1:], end], strict=True))):
        opened = _QUALIFIED.match(text, left, right)
        found = asked_answer(text, (left, right)) if opened is not None else None
        if found is not None:
            return found
    return None


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_nouns()})s?\b", re.IGNORECASE)


@cache
def _nouns() -> str:
    return "|".join(re.escape(noun) for (noun,) in sorted(read_table("asked_nouns.tsv"), key=lambda row: -len(row[0])))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[*_#]{{1,4}}\s?)?(?:(?:so|thus|therefore|hence),? )?(?:(?:the|her|his|my|your|this patient['’]s) )?"
        rf"(?:[\w\-]{{2,20}} ){{0,4}}?(?:{_nouns()})s?{_AFTER}(?:{_LABEL}| {_BECOMES})",
        re.IGNORECASE,
    )
