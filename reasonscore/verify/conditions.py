"""Conditions of a sentence by their markers alone: if, unless, when, until, and the population that it is said of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reasonscore.decompose.claim import ConditionKind
from reasonscore.span import Piece


class ConditionPart(NamedTuple):
    """A condition without its marker, and where it stands with it; `only` where nothing else will do."""

    kind: ConditionKind
    negated: bool
    text: str
    piece: Piece
    only: bool = False


_GROUP = (
    r"(?:patients?|adults?|children|infants?|neonates?|newborns?|women|men|people|persons?|individuals?|those|smokers|pregnan\w+|"
    r"carriers|elderly|adolescents?|subjects?|survivors|recipients|diabetics|males?|females?|cases)"
)
_MARKER = re.compile(
    r"(?<![\w-])(?:"
    r"(?P<unless>unless|other than (?:if|when|in)|except (?:if|when|in|for))|"
    r"(?P<if>(?:but )?only if|(?<!even )(?<!as )if(?! not| any\b)|provided(?: that)?|providing that|assuming(?: that)?|"
    r"as long as|so long as|in case(?= [a-z]+ [a-z])|should it turn out that|"
    r"(?<=^)should(?= (?:the|there|it|he|she|they|you|your|symptoms|an?|any|this|that)\b)|"
    r"in (?:the event|case) (?:of|that)|on condition that|in the (?:presence|setting) of)|"
    r"(?P<ifnot>in the absence of|if not|without(?= (?:contraindication|evidence of|signs of)))|"
    r"(?P<when>only when|whenever|when|once|as soon as|only after)|"
    r"(?P<until>until|till)|"
    rf"(?P<population>(?:only )?(?:in|for|among|amongst) (?:[\w-]+ ){{0,3}}?{_GROUP}(?![\w-])|"
    r"during (?:pregnancy|lactation|breast-?feeding|labou?r)|in pregnancy)"
    r")(?![\w-])",
    re.IGNORECASE,
)
_END = re.compile(r",\s|;|\.(?=\s|$)|\s(?:–|—)\s")
_NARRATIVE = re.compile(
    r"\b(?:was|were|had|did|presented|admitted|developed|reported|found|noted|seen)\b", re.IGNORECASE
)


@lru_cache(maxsize=16384)
def find_conditions(sentence: str) -> tuple[ConditionPart, ...]:
    """The conditions of a sentence, in order; "when" in a story is a time and not a condition.

    >>> [(part.kind, part.text) for part in find_conditions("Stop metformin if the eGFR falls below 30.")]
    [('if', 'the eGFR falls below 30')]
    """
    found: list[ConditionPart] = []
    narrative = bool(_NARRATIVE.search(sentence))
    for match in _MARKER.finditer(sentence):
        kind = match.lastgroup or "if"
        if narrative and kind in ("when", "until", "population"):
            continue
        if found and match.start() < found[-1].piece[1]:
            continue
        ending = _END.search(sentence, match.end())
        end = ending.start() if ending else len(sentence)
        begin = match.start() if kind == "population" else match.end()
        text = sentence[begin:end].strip()
        if text:
            negated = kind in ("unless", "ifnot")
            only = "only" in match.group().lower() or kind == "unless"
            name = "if" if kind == "ifnot" else kind
            found.append(ConditionPart(name, negated, text, (match.start(), end), only))  # type: ignore[arg-type]
    return tuple(found)
