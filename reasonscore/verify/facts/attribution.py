"""Attribution: of two parallel clauses, whether a claim says of one's subject what the other says of its own."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reasonscore.span import Piece
from reasonscore.verify.facts.denial import denied_reaches
from reasonscore.verify.facts.statement import REMEMBERED, Statement, held_words, light_keys

_SEPARATOR = re.compile(r";\s|,\s(?:and |but |while |whereas )?|\b(?:and|but|while|whereas)\b", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|cannot|could|must|should|may|might|will|would|does|did|needs?|needed|"
    r"requires?|required|caused|causes|received|developed|showed|shows|grew|remains?|remained)\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"\b(?:which|who|that|whose|where|because|since|if|when|respectively|both|each)\b", re.IGNORECASE
)
_PRONOUN = re.compile(r"\s*(?:it|they|he|she|this|these|that|those|both|neither|there|we)\b", re.IGNORECASE)
_THINGS = frozenset({"disease", "drug", "drug_class", "organism", "procedure", "lab"})
MOST = 0.75
"""Share of the claim's words that the sentence must hold."""


class _Part(NamedTuple):
    """A clause with a subject of its own: keys of its subject and of what it says, and where it stands."""

    subject: frozenset[str]
    rest: frozenset[str]
    piece: Piece
    denied: bool


def misattributed(claim: Statement, known: Statement) -> Piece | None:
    """Where a sentence says of another subject what the claim says of its own, and something else of the claim's.

    >>> from reasonscore.verify.facts.statement import read_statement
    >>> known = read_statement("Ergometrine is contraindicated in hypertension; carboprost is avoided in asthma.")
    >>> misattributed(read_statement("Carboprost must not be used in hypertension."), known)
    (0, 46)
    """
    asked = _asked(claim)
    if asked is None:
        return None
    if len(asked.words & held_words(claim, known)) < MOST * len(asked.words):
        return None
    parts = _parts(known)
    subject, rest, denied = asked.subject, asked.rest, asked.denied
    for own in parts:
        for other in parts:
            if own is other:
                continue
            elsewhere = other.subject | other.rest
            mine = own.subject - elsewhere
            theirs = other.subject - own.subject - own.rest
            said = rest & (other.rest - own.rest - own.subject)
            apart = own.rest - elsewhere
            if not theirs or theirs & claim.keys or not apart or len(apart & claim.keys) >= len(said):
                continue
            if subject & mine and _is_telling(claim, said) and subject <= own.subject and other.denied == denied:
                return other.piece
    return None


def _is_telling(claim: Statement, keys: frozenset[str]) -> bool:
    """Whether words name a thing, a number or more than one quality: several subjects can be large or normal."""
    if len(keys) > 1 or any(key[0].isdigit() for key in keys):
        return True
    pieces = [word.piece for word in claim.words if word.key in keys]
    return any(
        mention.span[0] <= start < mention.span[1] and mention.concept.kind in _THINGS
        for start, _ in pieces
        for mention in claim.mentions
    )


class _Asked(NamedTuple):
    """A claim of one clause: keys of its subject and of what it says, indices of both, and whether it denies."""

    subject: frozenset[str]
    rest: frozenset[str]
    words: frozenset[int]
    denied: bool


@lru_cache(maxsize=REMEMBERED)
def _asked(claim: Statement) -> _Asked | None:
    verb = _VERB.search(claim.text)
    if verb is None or _SEPARATOR.search(claim.text):
        return None
    light = light_keys()
    words = frozenset(index for index, word in enumerate(claim.words) if word.key not in light)
    subject = frozenset(claim.words[i].key for i in words if claim.words[i].piece[0] < verb.start())
    rest = frozenset(claim.words[i].key for i in words if claim.words[i].piece[0] >= verb.start())
    return _Asked(subject, rest, words, bool(denied_reaches(claim.text))) if subject and rest else None


@lru_cache(maxsize=REMEMBERED)
def _parts(known: Statement) -> tuple[_Part, ...]:
    """The clauses of a sentence, or none where one of them has no subject and verb of its own."""
    if _SUBORDINATE.search(known.text):
        return ()
    ends = [(m.start(), m.end()) for m in _SEPARATOR.finditer(known.text)]
    if not ends or len(ends) > 4:
        return ()
    light = light_keys()
    parts: list[_Part] = []
    start = 0
    for stop, following in [*ends, (len(known.text), len(known.text))]:
        verb = _VERB.search(known.text, start, stop)
        inside = [word for word in known.words if start <= word.piece[0] < stop and word.key not in light]
        if (
            verb is None
            or not any(word.piece[0] < verb.start() for word in inside)
            or _PRONOUN.match(known.text, start)
        ):
            return ()
        subject = frozenset(word.key for word in inside if word.piece[0] < verb.start())
        rest = frozenset(word.key for word in inside if word.piece[0] >= verb.start())
        parts.append(_Part(subject, rest, (start, stop), bool(denied_reaches(known.text[start:stop]))))
        start = following
    return tuple(parts)
