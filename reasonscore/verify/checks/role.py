"""Role: A causes B is not B causes A, before is not after, treats is not causes."""

from __future__ import annotations

from reasonscore.verify.checks.polarity import denied_reaches
from reasonscore.verify.comparison import Comparison
from reasonscore.verify.relation_cue import RelationCue, find_relations
from reasonscore.verify.verdict import Check

NAME = "role"
HALF = 0.5
"""Share of each side's words that must match before sides are compared."""

_RIVALS = ({"treat", "cause"}, {"prevent", "cause"})


def role_check(comparison: Comparison) -> Check:
    """Whether the evidence relates the claim's two sides in the claim's direction and way."""
    claim = comparison.claim
    asked = [one for one in find_relations(claim.text) if one.name != "link"]
    if len(asked) != 1 or _denied(claim.text, asked[0]):
        return Check(NAME, "silent")
    mine = asked[0]
    for offset, statement in comparison.evidence:
        for theirs in find_relations(statement.text):
            if theirs.name == "link" or _denied(statement.text, theirs):
                continue
            spans = (mine.piece,), ((theirs.piece[0] + offset, theirs.piece[1] + offset),)
            straight = min(_share(mine.agent, theirs.agent), _share(mine.patient, theirs.patient))
            crossed = min(_share(mine.agent, theirs.patient), _share(mine.patient, theirs.agent))
            if mine.name == theirs.name:
                if straight >= HALF and straight > crossed:
                    return Check(NAME, "agree", *spans)
                if crossed >= HALF and crossed > straight + 0.25:
                    return Check(NAME, "conflict", *spans)
            elif {mine.name, theirs.name} in _RIVALS and straight >= HALF and straight > crossed:
                return Check(NAME, "conflict", *spans)
    return Check(NAME, "silent")


def _share(asked: frozenset[str], held: frozenset[str]) -> float:
    return len(asked & held) / len(asked)


def _denied(text: str, relation: RelationCue) -> bool:
    return any(start <= relation.piece[0] < end for start, end in denied_reaches(text))
