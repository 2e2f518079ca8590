"""Verdicts of claims, judged once for each evidence: the completions of a group say much the same of one prompt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from reasonscore.decompose.claim import Claim
from reasonscore.record import Passage
from reasonscore.reward.gold import Memory
from reasonscore.verify.verdict import Verdict
from reasonscore.verify.verifier import Case, Verifier

REMEMBERED = 16_384
"""Verdicts that are remembered; one takes about two kilobytes."""

NOT_ASKED = Verdict("no_evidence")
"""What a claim gets whose verdict cannot matter."""

Place = tuple[tuple[str, str], ...]
"""Evidence by its content."""


class Asked(NamedTuple):
    """Claims with their evidence: one list of passages a claim, or one list for all of them."""

    claims: Sequence[Claim]
    evidence: Sequence[Sequence[Passage]]
    without: Collection[int] = ()
    """Indices of claims whose verdict cannot matter."""


class ClaimVerdicts:
    """Judges what was not judged before: a claim is the same one wherever it stands in a response.

    Args:
        verifier: Judges.
        size: Verdicts to remember.
    """

    def __init__(self, verifier: Verifier, size: int = REMEMBERED) -> None:
        self._verifier = verifier
        self._known: Memory[Verdict] = Memory(size)

    def judge(self, asked: Sequence[Asked]) -> list[tuple[Verdict, ...]]:
        """One verdict a claim, in order; claims that are equal but for their place get the same one."""
        keys = [_keys(one) for one in asked]
        found: dict[tuple[Place, Claim], Verdict] = {}
        missing: dict[Place, tuple[Sequence[Passage], list[Claim]]] = {}
        for one, own in zip(asked, keys, strict=True):
            for number, key in enumerate(own):
                if key is None or key in found:
                    continue
                known = self._known.find(key)
                found[key] = known or NOT_ASKED
                if known is None:
                    passages = one.evidence[0 if len(one.evidence) == 1 else number]
                    missing.setdefault(key[0], (passages, []))[1].append(key[1])
        cases = [Case(claims=claims, evidence=[passages], extracted=True) for passages, claims in missing.values()]
        for (place, (_, claims)), judged in zip(missing.items(), self._verifier.verify_many(cases), strict=True):
            for claim, verdict in zip(claims, judged.verdicts, strict=True):
                found[place, claim] = verdict
                self._known.put((place, claim), verdict)
        return [tuple(NOT_ASKED if key is None else found[key] for key in own) for own in keys]


def _keys(asked: Asked) -> list[tuple[Place, Claim] | None]:
    places = [tuple((one.id, one.text) for one in passages) for passages in asked.evidence]
    return [
        None if index in asked.without else (places[0 if len(places) == 1 else index], placeless(claim))
        for index, claim in enumerate(asked.claims)
    ]


def placeless(claim: Claim) -> Claim:
    """The claim without its place in the response, which no verdict depends on.

    >>> placeless(Claim("c7", "No fever.", "No fever.", ((40, 49),), sentence=3)).span
    ()
    """
    return replace(
        claim,
        id="",
        span=(),
        sentence=0,
        step=None,
        condition=tuple(replace(one, span=()) for one in claim.condition),
        cue=None,
        relations=(),
        flags=(),
    )
