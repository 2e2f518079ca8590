"""Laterality: is the same thing on the same side?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.cue_table import Found, find_cues
from reasonscore.verify.facts.statement import Statement, word_key
from reasonscore.verify.verdict import Check, silent

NAME = "laterality"
SAME_TOPIC = 0.5
"""Share of the claim's other words that a sentence must hold before sides are compared."""

SIDES = frozenset(
    word_key(word)
    for word in "left right sided side sides bilateral bilaterally both unilateral unilaterally one only".split()
)


_REGIONS = frozenset(
    word_key(word)
    for word in "lobe upper lower middle zone base apex pole field quadrant region part aspect of".split()
)
"""Keys of words that only narrow a place down; another narrowing is no other topic."""
_CLAUSE = re.compile(r"[;.]|,\s|\b(?:and|but|while|whereas|with)\b", re.IGNORECASE)
_ONLY = re.compile(r"\bonly\b|\balone\b|\bunilateral", re.IGNORECASE)
_CLEAR = re.compile(
    r"\b(?:normal|clear|unremarkable|intact|unaffected|spared|free of|none|no|not|without|uninvolved|healthy|"
    r"negative|never)\b",
    re.IGNORECASE,
)


def laterality_check(comparison: Comparison) -> Check:
    """Whether evidence about the claim's words names the claim's side.

    Both sides include each; one side does not show both, so such a claim is only withheld.
    """
    found = _compared(comparison)
    return silent(NAME) if found.outcome == "conflict" and not _is_rival(comparison, found) else found


def _compared(comparison: Comparison) -> Check:
    claim = comparison.claim
    asked = find_cues("sides", claim.text)
    if not asked or len({cue.meaning for cue in asked}) > 1:
        return silent(NAME)
    side, piece = asked[0]
    words = claim.near(piece, skip=SIDES | _REGIONS)
    clear = bool(_CLEAR.search(claim.text))
    for sentence in comparison.aligned(SAME_TOPIC, SIDES | _REGIONS):
        statement = sentence.statement
        cues = find_cues("sides", statement.text)
        held = [cue for cue in cues if words & statement.near(cue.piece, skip=SIDES | _REGIONS)]
        if not held:
            # A single side in a sentence that says everything else is the side of what it speaks of.
            lone = len(cues) == 1 and sentence.share >= 0.9 and not _is_of_another(claim, statement, cues[0])
            held = list(cues) if lone else []
        sides = {cue.meaning for cue in held}
        if not sides:
            # "Weakness of the left arm with a right gaze preference": the clause tells whose side it is.
            apart = _apart(statement, cues, words) if len(cues) > 1 and not clear and sentence.share >= 0.75 else set()
            if len(apart) == 1 and side not in apart and {side, *apart} <= {"left", "right"}:
                where = next(cue.piece for cue in cues if cue.meaning in apart)
                return Check(NAME, "conflict", (piece,), (sentence.place(where),))
            continue
        spans = (piece,), (sentence.place(held[0].piece),)
        if len(sides | {cue.meaning for cue in cues}) > 1 and clear and side in ("left", "right"):
            best = _fullest(claim, statement, cues)
            if best not in ("left", "right"):
                return silent(NAME)
            return Check(NAME, "agree" if best == side else "conflict", *spans)
        if len(cues) > 1 and not clear and side in ("left", "right"):
            apart = _apart(statement, cues, words)
            if apart == {side}:
                return Check(NAME, "agree", *spans)
            if apart == {"left": {"right"}, "right": {"left"}}[side]:
                return Check(NAME, "conflict", *spans)
            if len(apart) != 1:
                return silent(NAME)
        if sides == {"both"} and side in ("left", "right") and _ONLY.search(claim.text):
            return Check(NAME, "conflict", *spans)
        if side in sides or ("both" in sides) != (side == "one"):
            return Check(NAME, "agree", *spans)
        if side == "both" and "one" not in sides:
            return Check(NAME, "conflict", *spans, weight="withholds")
        return Check(NAME, "conflict", *spans)
    return silent(NAME)


def _is_of_another(claim: Statement, statement: Statement, cue: Found) -> bool:
    """Whether a side is that of a thing which the claim does not name: "effusion with collapse of right chambers"."""
    keys = {word.key for word in claim.words}
    start = max([0, *(match.end() for match in _CLAUSE.finditer(statement.text, 0, cue.piece[0]))])
    before = {word.key for word in statement.words if start <= word.piece[0] < cue.piece[0]}
    following = next((word for word in statement.words if word.piece[0] >= cue.piece[1]), None)
    if following is None or not statement.text[cue.piece[1] : following.piece[0]].isspace():
        return False
    return following.key not in keys | _REGIONS | SIDES and not before & keys


def _is_rival(comparison: Comparison, found: Check) -> bool:
    """Whether the other side stands against the claim's: two sides often have a finding each."""
    claim = comparison.claim
    side = find_cues("sides", claim.text)[0].meaning
    if found.weight == "withholds":
        return not _CLEAR.search(claim.text)
    for offset, statement in comparison.evidence:
        sides = {cue.meaning for cue in find_cues("sides", statement.text)}
        decided = any(offset <= start < offset + len(statement.text) for start, _ in found.evidence_span)
        if decided and side in ("left", "right") and sides == {"one"}:
            return False
        if not decided and side in sides and side in ("left", "right"):
            # Another sentence speaks of the claim's side.
            return False
        if decided and _CLEAR.search(claim.text) and side not in sides:
            # That one side is clear says nothing of the other.
            return False
    return True


def _fullest(claim: Statement, statement: Statement, cues: Sequence[Found]) -> str:
    """The side whose own clause says clearly more of the claim than the other side's; empty if none does."""
    asked = {word.key for word in claim.words} - SIDES
    held: dict[str, int] = {}
    bounds = [0, *(match.end() for match in _CLAUSE.finditer(statement.text)), len(statement.text)]
    for start, end in pairwise(bounds):
        inside = {cue.meaning for cue in cues if start <= cue.piece[0] < end}
        if len(inside) == 1:
            keys = {word.key for word in statement.words if start <= word.piece[0] < end}
            side = next(iter(inside))
            held[side] = max(held.get(side, 0), len(keys & asked))
    best = sorted(held, key=lambda one: (-held[one], one))
    if len(best) < 2 or held[best[0]] <= held[best[1]] or 2 * held[best[0]] < len(asked):
        return ""
    return best[0]


def _apart(statement: Statement, cues: Sequence[Found], words: frozenset[str]) -> set[str]:
    """Sides whose own clause says something of the claim's words that is not their being normal."""
    sides = set()
    bounds = [0, *(match.end() for match in _CLAUSE.finditer(statement.text)), len(statement.text)]
    for start, end in pairwise(bounds):
        inside = {cue.meaning for cue in cues if start <= cue.piece[0] < end}
        if len(inside) == 1 and not _CLEAR.search(statement.text, start, end):
            keys = {word.key for word in statement.words if start <= word.piece[0] < end}
            if keys & words:
                sides |= inside
    return sides
