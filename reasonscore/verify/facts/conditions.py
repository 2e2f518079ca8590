"""Conditions of a sentence by their markers alone: if, unless, when, until, and the population that it is said of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reasonscore.decompose.claim import ConditionKind
from reasonscore.decompose.search.expression import Expression, Found
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
    r"carriers|elderly|adolescents?|subjects?|survivors|recipients|diabetics|males?|females?|cases|participants?)"
)
_RESTRICTED = (
    r"(?:who(?:se)?|with(?:out)?|aged|younger|older|over|under|above|below|taking|receiving|on|undergoing|"
    r"not|at (?:high|low))"
)
_MARKER = Expression(
    r"(?<![\w-])(?:"
    r"(?P<unless>unless|other than (?:if|when|in)|except (?:if|when|in|for))|"
    r"(?P<if>(?:but )?only if|(?<!even )(?<!as )if(?! not| any\b)|provided(?: that)?|providing that|assuming(?: that)?|"
    r"as long as|so long as|in case(?= [a-z]+ [a-z])|should it turn out that|subject to|depending on whether|"
    r"(?<=^)should(?= (?:the|there|it|he|she|they|you|your|symptoms|an?|any|this|that)\b)|"
    r"(?<=^)with (?:an?|the)(?= [a-z])|"
    r"in (?:the event|case) (?:of|that)|on condition that|in the presence of|in cases? (?:of|where))|"
    r"(?P<ifnot>in the absence of|if not|without(?= (?:contraindication|evidence of|signs of)))|"
    r"(?P<when>only when|only where|(?<=^)where(?= (?:the|there|an?|this|that|it)\b)|"
    r"whenever|when|once(?! (?:a|daily|per|weekly|every)\b)|as soon as|only after|"
    r"at (?=(?:an? |the )?(?:[\w-]+ ){0,3}(?:counts?|levels?|values?|scores?|concentrations?|readings?) "
    r"(?:of|below|above|under|over|at|less|more|greater) )|"
    r"after(?= (?:the |an? )?[\w-]+ (?:has|have|is|are)\b))|"
    r"(?P<until>until|till)|"
    rf"(?P<population>(?:only )?(?:in|for|among|amongst) (?:[\w-]+ ){{0,3}}?{_GROUP}(?![\w-])|"
    rf"{_GROUP} {_RESTRICTED}(?![\w-])|"
    r"during (?:the )?(?:(?:first|second|third|early|late) )?(?:pregnancy|lactation|breast-?feeding|labou?r|trimester|"
    r"childhood|puberty|infancy|dialysis)|"
    r"in (?:the (?:first|second|third) trimester|(?:early |late )?pregnancy|children|infancy|"
    r"childhood|smokers|non-smokers))"
    r"|(?P<case>^(?:for|in|with|during|following|at)(?= [^,.;]{4,60}, (?:the |an? |it )?[\w-]+ ))"
    r")(?![\w-])"
)
_NO_CASE = re.compile(
    r"^(?:in|for|with|during|at|following) (?:general|addition|contrast|summary|fact|particular|"
    r"this|that|these|those|our|my|her|"
    r"his|their|the (?:past|last|meantime|study|trial|end|future|first|present)|example|"
    r"instance|short|total|all|19|20|\d|"
    r"an? (?:\w+[ -]){0,5}(?:trial|study|cohort|survey|analysis|review|registry|series)|"
    r"respect|regard|view|order|spite|time|week|month|year)\b",
    re.IGNORECASE,
)
_END = re.compile(r",\s|;|\.(?=\s|$)|\s(?:–|—)\s")
_VERB = re.compile(
    r"\s(?:is|are|was|were|has|have|had|should|must|may|can|will|need(?:s|ed)?|do(?:es)?|did|benefit(?:s|ed)?|respond(?:s|ed)?|"
    r"require[sd]?|receive[sd]?)\s",
    re.IGNORECASE,
)
"""Where a condition that stands before its main clause ends without a comma."""
_MODAL = re.compile(r"\s(?:should|must|may|can|will|need(?:s|ed)?|require[sd]?|receive[sd]?)\s", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|whose|which|that)(?: \w+)?$", re.IGNORECASE)
_ONLY = re.compile(r"\bonly (?:to |in |for |by |on )?$", re.IGNORECASE)
_WHETHER = re.compile(
    r"\b(?:know|knows|see|ask|asks|asked|check|checks|checked|determine|determines|decide|find out|figure out|"
    r"sure|certain|unsure|wonder|wonders|wondering|wondered|assess|test|understand)"
    r"(?: (?:you|me|us|them|him|her|(?:your|the) doctor))? $",
    re.IGNORECASE,
)
"""Words after which "if" means "whether"."""
_INVERTED = re.compile(
    r"\s(?:will|should|can|may|must|would|does|do|is|are)\s(?=(?:an?|the|it|he|she|they|[\w-]+ be)\b)", re.IGNORECASE
)
_NO_RESTRICTION = re.compile(
    r"\b(?:than|including|even|also|especially|particularly|notably)(?: in| for| among)? $", re.IGNORECASE
)
"""Words after which a group is compared with, or taken in, and no condition."""
_RULE = Expression(
    r"\b(?:should|must|can|could|may|might|will|would|shall|needs?|is|are|be|been|has to|have to|do not|don't|"
    r"recommend\w*|advis\w*|suggest\w*|calls? for|requires?)\b|^\w+ "
)
_COUNTED = re.compile(
    r"\b(?:(?:in|of|for|among) (?:the |all |only )?(?:\d[\d,]*+|two|three|four|five|six|seven|eight|nine|ten|both|one) "
    r"(?:of the )?(?:\w+ )?(?:patients?|adults?|children|women|men|people|participants?|subjects?|cases|infants?))$|"
    r"(?<![\d,])\d[\d,]*+ (?:\w+ )?(?:patients|adults|children|women|men|people|participants|subjects) \w+$",
    re.IGNORECASE,
)
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
    for match in _MARKER.finditer(sentence):
        kind = match.lastgroup or "if"
        if found and match.start() < found[-1].piece[1]:
            continue
        if match.group().lower() == "if" and _WHETHER.search(sentence, max(0, match.start() - 40), match.start()):
            continue
        if kind == "case":
            if _NO_CASE.match(sentence):
                continue
            kind = "population"
        end = _condition_end(sentence, match, kind)
        narrative = bool(_NARRATIVE.search(sentence[: match.start()] + " " + sentence[end:]))
        if kind in ("when", "until") and (narrative or not _RULE.search(sentence)):
            continue
        if kind == "population" and (narrative or _COUNTED.search(sentence, 0, match.end())):
            continue
        if kind == "population" and _NO_RESTRICTION.search(sentence, 0, match.start()):
            continue
        begin = match.start() if kind == "population" else match.end()
        text = sentence[begin:end].strip()
        if text:
            negated = kind in ("unless", "ifnot")
            only = "only" in match.group().lower() or kind == "unless" or bool(_ONLY.search(sentence, 0, match.start()))
            name = "if" if kind == "ifnot" else kind
            found.append(ConditionPart(name, negated, text, (match.start(), end), only))  # type: ignore[arg-type]
    return tuple(found)


def _condition_end(sentence: str, match: Found, kind: str) -> int:
    ending = _END.search(sentence, match.end())
    end = ending.start() if ending else len(sentence)
    verb = None
    if kind == "population" and not sentence[: match.start()].strip(" ,").count(" "):
        # "Patients with a score above 15 are listed": the condition is the subject.
        verb = _VERB.search(sentence, match.end(), end)
        if verb and _RELATIVE.search(sentence, 0, verb.start()):
            verb = _MODAL.search(sentence, verb.end() - 1, end) or _VERB.search(sentence, verb.end() - 1, end)
            if verb is None and end == len(sentence):
                verb = _VERB.search(sentence, match.end(), end)
    elif match.start() == 0 and "only" in match.group().lower():
        verb = _INVERTED.search(sentence, match.end(), end)
    return verb.start() if verb else end
