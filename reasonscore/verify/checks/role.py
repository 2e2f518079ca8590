"""Role: A causes B is not B causes A, before is not after, treats is not causes."""

from __future__ import annotations

import re

from reasonscore.verify.facts.attribution import misattributed
from reasonscore.verify.facts.comparative import ranked_alike
from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.denial import denied_reaches
from reasonscore.verify.facts.likeness import says_alike
from reasonscore.verify.facts.relation_cue import RelationCue, find_relations
from reasonscore.verify.facts.statement import held_words
from reasonscore.verify.verdict import Check, Weight, silent

NAME = "role"
HALF = 0.5
"""Share of each side's words that must match before sides are compared."""
MOST = 0.75
"""Share of the claim's words beside its relation that the sentence must hold for the same relation to be support."""

_TIME = re.compile(
    r"\s*(?:the (?:first|next) )?(?:an?|\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|some) "
    r"(?:years?|months?|weeks?|days?|hours?|minutes?)\b(?! of)",
    re.IGNORECASE,
)
"""A span of time after "before" and "after", which is no event."""
_RIVALS = ({"treat", "cause"}, {"prevent", "cause"})
_ONE_WAY = ("effect", "risk")
"""Relations whose reverse may hold as well: it is not stated, and not excluded."""


def role_check(comparison: Comparison) -> Check:
    """Whether the evidence relates the claim's two sides in the claim's direction and way."""
    found = _related(comparison)
    if found.outcome == "silent" and find_relations(comparison.claim.text):
        # "An adenoma" is a word of "a parathyroid adenoma", and another concept.
        found = _related(comparison, words=True)
    return found if found.outcome == "conflict" else _ranked(comparison) or _attributed(comparison) or found


def _ranked(comparison: Comparison) -> Check | None:
    """What the evidence says of a claim that sets one side above another one."""
    for offset, statement in comparison.evidence:
        ranked = ranked_alike(comparison.claim, statement)
        if ranked is not None:
            where = ((ranked.held[0] + offset, ranked.held[1] + offset),)
            return Check(NAME, "agree" if ranked.agrees else "conflict", (ranked.own,), where)
    return None


def _attributed(comparison: Comparison) -> Check | None:
    """A conflict where the evidence says of another subject what the claim says of its own."""
    for offset, statement in comparison.evidence:
        piece = misattributed(comparison.claim, statement)
        if piece is not None:
            where = ((piece[0] + offset, piece[1] + offset),)
            return Check(NAME, "conflict", ((0, len(comparison.claim.text)),), where, weight="withholds")
    return None


def _related(comparison: Comparison, *, words: bool = False) -> Check:
    claim = comparison.claim
    asked = [one for one in find_relations(claim.text, words=words) if one.name != "link"]
    if len(asked) != 1 or _denied(claim.text, asked[0]):
        return silent(NAME)
    mine = asked[0]
    for offset, statement in comparison.evidence:
        for theirs in find_relations(statement.text, words=words):
            if theirs.name == "link" or _denied(statement.text, theirs):
                continue
            if theirs.name == "precede" and _TIME.match(statement.text, theirs.piece[1]):
                continue
            spans = (mine.piece,), ((theirs.piece[0] + offset, theirs.piece[1] + offset),)
            straight = min(_share(mine.agent, theirs.agent), _share(mine.patient, theirs.patient))
            if _same_relation(mine, theirs):
                if _is_crossed(mine, theirs):
                    weight: Weight = "withholds" if mine.name.startswith(_ONE_WAY) else "contradicts"
                    return Check(NAME, "conflict", *spans, weight=weight)
                rest = {i for i, word in enumerate(claim.words) if not mine.piece[0] <= word.piece[0] < mine.piece[1]}
                whole = len(rest & held_words(claim, statement)) >= MOST * len(rest)
                if straight >= HALF and whole and says_alike(claim, statement, doubts=True):
                    return Check(NAME, "agree", *spans)
            elif {mine.name, theirs.name} in _RIVALS and straight >= HALF:
                return Check(NAME, "conflict", *spans)
    return silent(NAME)


def _same_relation(mine: RelationCue, theirs: RelationCue) -> bool:
    """The same relation; "raises the level of" and "lowers the level of" are another check's matter."""
    return mine.name == theirs.name


def _is_crossed(mine: RelationCue, theirs: RelationCue) -> bool:
    """Whether what acts in one is acted on in the other; words that stand on the same side in both do not count."""
    agent, patient = mine.agent - theirs.agent, mine.patient - theirs.patient
    if not agent or not patient:
        return False
    kept = len(mine.agent & theirs.agent) + len(mine.patient & theirs.patient)
    crossed = len(agent & theirs.patient) + len(patient & theirs.agent)
    wholly = mine.agent <= theirs.patient or mine.patient <= theirs.agent
    if kept > crossed or (kept and (not wholly or mine.name == "precede")):
        # More stands where the claim has it than on the other side.
        return False
    return _share(agent, theirs.patient - mine.patient) >= HALF and _share(patient, theirs.agent - mine.agent) >= HALF


def _share(asked: frozenset[str], held: frozenset[str]) -> float:
    return len(asked & held) / len(asked)


def _denied(text: str, relation: RelationCue) -> bool:
    return any(start <= relation.piece[0] < end for start, end in denied_reaches(text))
