"""Quantifiers: all, most, some, few or none of the same group."""

from __future__ import annotations

from reasonscore.span import Piece
from reasonscore.verify.comparison import Comparison
from reasonscore.verify.cue_table import find_cues
from reasonscore.verify.denial import NEGATIVE
from reasonscore.verify.measure import measures
from reasonscore.verify.statement import Statement, word_key
from reasonscore.verify.verdict import Check, silent

NAME = "quantifier"
SAME_TOPIC = 0.6
"""Share of the claim's other words that a sentence must hold before its quantifier counts."""

_RANGE = {"all": (1.0, 1.0), "most": (0.5, 1.0), "some": (0.0, 1.0), "few": (0.0, 0.3), "zero": (0.0, 0.0)}
"""Shares that each quantifier allows."""
_WORDS = frozenset(
    word_key(word)
    for word in "all every each always most majority usually generally some several few minority "
    "rarely none never no patients patient cases case number proportion subset sometimes".split()
)


def quantifier_check(comparison: Comparison) -> Check:
    """Whether the evidence speaks of as large a part of the group as the claim does.

    A smaller part than claimed contradicts it where the two cannot both hold ("few" against "most", "some" against
    "none"), and withholds it where the larger part is only not shown ("some" against "most").
    """
    claim = comparison.claim
    asked = find_cues("quantifiers", claim.text)
    if len({cue.meaning for cue in asked}) != 1:
        return silent(NAME)
    for sentence in comparison.aligned(SAME_TOPIC, _WORDS):
        known = [(cue.meaning, cue.piece) for cue in find_cues("quantifiers", sentence.statement.text)]
        known = known or _shares(sentence.statement)
        if len({meaning for meaning, _ in known}) > 1:
            own = _fullest(claim, sentence.statement, [piece for _, piece in known])
            known = [known[own]] if own is not None else []
        if len({meaning for meaning, _ in known}) != 1:
            continue
        outcome, weight = _judge(asked[0].meaning, known[0][0])
        if outcome != "silent":
            spans = (asked[0].piece,), (sentence.place(known[0][1]),)
            return Check(NAME, outcome, *spans, weight=weight)  # type: ignore[arg-type]
    return silent(NAME)


def _fullest(claim: Statement, known: Statement, pieces: list[Piece]) -> int | None:
    """The quantifier whose part of the sentence says least beside what the claim says; None where two are alike."""
    ends = [*(start for start, _ in pieces[1:]), len(known.text)]
    shares = []
    for (_, start), end in zip(pieces, ends, strict=True):
        part = [word.key for word in known.words if start <= word.piece[0] < end and word.key not in _WORDS | NEGATIVE]
        shares.append(sum(key in claim.keys for key in part) / len(part) if part else 0.0)
    best = max(shares)
    return shares.index(best) if shares.count(best) == 1 else None


def _judge(asked: str, held: str) -> tuple[str, str]:
    if asked == held:
        return "agree", "contradicts"
    if held == "half":
        # A counted share up to one half is neither all nor most.
        if asked == "some":
            return "agree", "contradicts"
        return ("silent", "contradicts") if asked == "few" else ("conflict", "contradicts")
    if "zero" in (asked, held):
        return "conflict", "contradicts"
    if asked == "some" or (asked, held) == ("most", "all"):
        return "agree", "contradicts"
    if "few" in (asked, held) and {"all", "most"} & {asked, held}:
        return "conflict", "contradicts"
    if asked == "all" and held == "most":
        return "conflict", "contradicts"
    return "conflict", "withholds"


def _shares(statement: Statement) -> list[tuple[str, tuple[int, int]]]:
    """A percentage of a group as the quantifier that it amounts to."""
    found = []
    for measure in measures(statement.text):
        quantity = measure.quantity
        if quantity.unit != "%" or quantity.comparator not in ("=", "~") or quantity.name:
            continue
        value = quantity.value / 100
        meaning = (
            "zero"
            if value == 0
            else "all"
            if value >= 1
            else "most"
            if value > 0.5
            else "few"
            if value < 0.25
            else "half"
        )
        found.append((meaning, measure.piece))
    return found
