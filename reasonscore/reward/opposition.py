"""Opposition: claims of one response that say a thing and its contrary, so that one of both is bound to be right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reasonscore.decompose.claim import Claim
from reasonscore.verify.words import content_words

SAME = 0.8
"""Share of words in common from which two claims are about the same, whatever they say of it."""

_DENIAL = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|absent|absence|den(?:y|ies|ied)|lacks?|cannot|false|wrong|untrue|"
    r"incorrect|mistaken|excluded|ruled out|negative|unlikely)\b|n['’]t\b",
    re.IGNORECASE,
)
_FRAME = frozenset(
    word
    for text in ("true", "say", "said", "saying", "case", "fact", "claim", "correct")
    for word in content_words(text)
)


def opposed_claims(claims: Sequence[Claim]) -> frozenset[int]:
    """Indices of the claims whose contrary the response states as well; neither of both is worth anything.

    >>> texts = ["She has lupus.", "Her urate is raised.", "It is not true that she has lupus."]
    >>> sorted(opposed_claims([Claim(str(n), text, text, ()) for n, text in enumerate(texts)]))
    [0, 2]
    """
    read = [_reading(claim) for claim in claims]
    found: set[int] = set()
    for place, (topic, denies, values) in enumerate(read):
        for other in range(place):
            theirs, contrary, also = read[other]
            if denies != contrary and values == also and _alike(topic, theirs):
                found |= {place, other}
    return frozenset(found)


def _reading(claim: Claim) -> tuple[frozenset[str], bool, tuple[float, ...]]:
    """What a claim is about, whether it denies it, and its numbers; two denials undo each other."""
    denials = len(_DENIAL.findall(claim.text))
    topic = frozenset(content_words(_DENIAL.sub(" ", claim.text))) - _FRAME
    return topic, denials % 2 == 1, tuple(sorted(quantity.value for quantity in claim.quantities))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and len(one & other) >= SAME * len(one | other)
