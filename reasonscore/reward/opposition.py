"""Opposition: claims of one response that say a thing and its contrary, so that one of both is bound to be right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from reasonscore.decompose.claim import Claim
from reasonscore.verify.facts.statement import light_keys, read_statement, word_key

SAME = 0.8
"""Share of words in common from which two claims are about the same, whatever they say of it."""

_DENIAL = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|absent|absence|den(?:y|ies|ied)|lacks?|cannot|false|wrong|untrue|"
    r"incorrect|mistaken|excluded|ruled out|negative|unlikely)\b|n['’]t\b|\bab(?=normal)|\bnon-",
    re.IGNORECASE,
)
_FRAME = "true say said saying case fact claim correct otherwise"


def opposed_claims(claims: Sequence[Claim]) -> frozenset[int]:
    """Indices of the claims whose contrary the response states as well; neither of both is worth anything.

    >>> texts = ["She has lupus.", "Her urate is raised.", "It is not true that she has lupus."]
    >>> sorted(opposed_claims([Claim(str(n), text, text, ()) for n, text in enumerate(texts)]))
    [0, 2]
    """
    read = [_reading(claim) for claim in claims]
    found: set[int] = set()
    for place, (about, denied, values) in enumerate(read):
        for other in range(place):
            theirs, contrary, also = read[other]
            if denied != contrary and values == also and _alike(about, theirs):
                found |= {place, other}
    return frozenset(found)


@lru_cache(maxsize=8192)
def denies(text: str) -> bool:
    """Whether a text denies what it speaks of; two denials undo each other.

    >>> denies("No fever."), denies("It is not true that there was no fever.")
    (True, False)
    """
    return len(_DENIAL.findall(text)) % 2 == 1


@lru_cache(maxsize=8192)
def topic(text: str) -> frozenset[str]:
    """The words of what a text speaks of, whether it states or denies it; those that say little only if alone.

    >>> sorted(topic("It is not true that she has lupus."))
    ['lupu']
    """
    found = read_statement(_DENIAL.sub(" ", text)).keys - _frame()
    return found - light_keys() or found


@cache
def _frame() -> frozenset[str]:
    return frozenset(map(word_key, _FRAME.split()))


def _reading(claim: Claim) -> tuple[frozenset[str], bool, tuple[float, ...]]:
    """What a claim is about, whether it denies it, and its numbers."""
    return topic(claim.text), denies(claim.text), tuple(sorted(quantity.value for quantity in claim.quantities))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and len(one & other) >= SAME * len(one | other)
