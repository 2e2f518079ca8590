"""Broader denials: "no psychotic symptoms" denies hallucinations, "no known allergies" an allergy to penicillin."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reasonscore.decompose.search.expression import Expression
from reasonscore.lexicon.concept import Mention
from reasonscore.span import Piece
from reasonscore.verify.facts.denial import denied_reaches
from reasonscore.verify.facts.focus import focuses, is_unreal, leaves_open
from reasonscore.verify.facts.statement import REMEMBERED, Statement, concept_relation, light_keys
from reasonscore.verify.facts.wording import is_soft

_KINDS = frozenset({"disease", "finding", "symptom", "organism", "drug_class"})
_RESTRICTED = re.compile(
    r"\b(?:other|further|new|additional|more|recent|recurrent|residual|current|family|acute|active|serious|severe|"
    r"significant|obvious|definite|gross|major|until|before|after|in|during|for|on|if|unless)\b",
    re.IGNORECASE,
)
"""Words beside a denial that leave something of the kind possible."""
_TIMES = re.compile(r"\b(?:history|past|previous\w*|ago|as a child|in (?:19|20)\d\d|had|used to|family|before)\b", re.I)
_ALLERGIC = re.compile(r"\b(?:allerg(?:y|ies|ic)|anaphyla\w+)\b", re.IGNORECASE)
_NO_ALLERGY = Expression(
    r"\bNK?D?A\b|\b(?:no|nil|without(?: any)?|not have(?: any)?|denies(?: any)?|never had(?: an?y?)?) "
    r"(?:known |recorded |documented |reported |history of )*(?:drug |medication |medicine |food )?"
    r"allerg(?:y|ies)\b(?! to)|"
    r"\ballergies ?: ?(?:none|nil|no)\b|\bnot allergic to (?:any(?:thing| \w+)|medicines?|drugs?)\b"
)
_REACTED = re.compile(r"\b(?:other than|except|apart|but|however|hives|rash|swelling|reacted|reaction)\b|\"", re.I)
"""Words behind "no allergies" that take some of it back."""
_PLAIN = re.compile(
    r"\b(?:is|has|have) (?:an? |severely |known to be )?(?:[\w-]+ ){0,2}?allerg(?:y|ic)\b", re.IGNORECASE
)
_OTHERS = re.compile(
    r"\b(?:people|patients|those|no|not|without|once|earlier|if|latex|tape|plasters?|nuts?|food)\b", re.I
)
_FEW = 1
"""Words that the claim may say beside the concept."""


def denied_by_broader(claim: Statement, known: Statement) -> Piece | None:
    """Where a sentence denies the whole kind that the claim's one finding is a case of; None where it does not.

    >>> from reasonscore.verify.facts.statement import read_statement
    >>> denied_by_broader(read_statement("He is allergic to penicillin."), read_statement("Type 2 diabetes. NKDA."))
    (17, 21)
    """
    asked = _asked(claim)
    if asked is None:
        return None
    if asked.mention is None:
        found = _NO_ALLERGY.search(known.text)
        return found.span() if found and not _REACTED.search(known.text, found.end()) else None
    reach = denied_reaches(known.text) if known.mentions else ()
    if not reach or not asked.rest <= known.keys or leaves_open(known.text) or is_unreal(known.text):
        return None
    for other in known.mentions:
        a, b = other.span
        cover = [piece for piece in reach if piece[0] <= a < piece[1]]
        if len(cover) != 1 or other.concept.kind not in _KINDS or len(known.text[a:b]) < 5:
            continue
        if _RESTRICTED.search(known.text[slice(*cover[0])]) or not _denies_all(known, other.span):
            continue
        if concept_relation(other, asked.mention) == "broader":
            return other.span
    return None


def _denies_all(known: Statement, piece: Piece) -> bool:
    """Whether some negation denies first the words of a piece and no others: "no renal stone" denies renal ones."""
    return any(
        focus.words and all(piece[0] <= word.piece[0] < piece[1] for word in focus.words)
        for focus in focuses(known.text)
    )


class _Asked(NamedTuple):
    """The one finding that a claim states, None for an allergy, and keys of what else it says."""

    mention: Mention | None
    rest: frozenset[str]


@lru_cache(maxsize=REMEMBERED)
def _asked(claim: Statement) -> _Asked | None:
    if denied_reaches(claim.text) or is_unreal(claim.text) or claim.text.rstrip().endswith("?"):
        return None
    if _TIMES.search(claim.text):
        return None
    if _ALLERGIC.search(claim.text):
        plain = _PLAIN.search(claim.text) and not _OTHERS.search(claim.text)
        return _Asked(None, frozenset()) if plain else None
    asked = [mention for mention in claim.mentions if mention.concept.kind in _KINDS]
    if len(asked) != 1:
        return None
    start, end = asked[0].span
    rest = frozenset(word.key for word in claim.words if not start <= word.piece[0] < end) - light_keys()
    rest = frozenset(key for key in rest if not is_soft(key))
    return _Asked(asked[0], rest) if len(rest) <= _FEW else None
