"""Which earlier claim a correction means: the one of the same thing, not simply the one before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reasonscore.decompose.claim import Claim, Relation

_REFUSED = re.compile(r"\b(?:is|was|are|were)(?: not|n't) ([<>]?\d+(?:[.,/]\d+)*)(?!\w)")
_NUMBER = re.compile(r"[<>]?\d+(?:[.,/]\d+)*")
_WORD = re.compile(r"[a-z]{2,}")
_EMPTY = frozenset("the an his her its their this that patient of in on at".split())


def point_at_corrected(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, their relations of kind `corrects` pointing at the claim that is corrected.

    "ESR was 29, not 92" corrects the claim that gave 92, wherever it stands; "wait, the pain is on the left" corrects
    the claim about the pain.
    """
    place = {claim.id: index for index, claim in enumerate(claims)}
    out: list[Claim] = []
    for index, claim in enumerate(claims):
        refused = _REFUSED.search(claim.text) if claim.negated else None
        marked = [relation for relation in claim.relations if relation.kind == "corrects"]
        if refused is not None:
            target = _nearest(claims, index, claim, refused[1])
            if target is not None and not marked:
                claim = replace(claim, relations=(*claim.relations, Relation(target.id, "corrects", ())))
        elif marked:
            aimed = place.get(marked[0].to)
            target = None
            if aimed is not None and not _things(claim) & _things(claims[aimed]):
                target = _nearest(claims, index, claim, None)
            if target is not None:
                relations = tuple(replace(r, to=target.id) if r is marked[0] else r for r in claim.relations)
                claim = replace(claim, relations=relations)
        out.append(claim)
    return out


_FARTHEST = 60
"""Claims back to which a correction reaches."""


def _nearest(claims: Sequence[Claim], index: int, claim: Claim, value: str | None) -> Claim | None:
    """The last claim of an earlier sentence about the same thing, and with the value where one is refused."""
    things = _things(claim)
    for other in reversed(claims[max(0, index - _FARTHEST) : index]):
        if other.sentence == claim.sentence or not things & _things(other):
            continue
        if value is None or (
            not other.negated and re.search(rf"(?<![\d.]){re.escape(value)}(?![\d]|\.\d)", other.text)
        ):
            return other
    return None


def _things(claim: Claim) -> set[str]:
    return set(_WORD.findall(claim.subject.text.lower())) - _EMPTY
