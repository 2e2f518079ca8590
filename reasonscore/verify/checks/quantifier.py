"""Quantifiers: all, most, some, few or none of the same group."""

from __future__ import annotations

import re

from reasonscore.span import Piece
from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.cue_table import find_cues
from reasonscore.verify.facts.denial import NEGATIVE
from reasonscore.verify.facts.likeness import says_alike
from reasonscore.verify.facts.measure import measures
from reasonscore.verify.facts.statement import Statement, held_words, light_keys, word_key
from reasonscore.verify.verdict import Check, silent

NAME = "quantifier"
SAME_TOPIC = 0.7
"""Share of the claim's other words that a sentence must hold before its quantifier counts."""

_OF_GROUP = re.compile(
    r"\s*(?:of\b|(?:the |these )?(?:patients|people|participants|women|men|children|adults|cases|subjects|volunteers))",
    re.IGNORECASE,
)
"""What follows a quantifier of a group that a percentage may be of."""
_EXCEPT = re.compile(r"\b(?:but(?! not)|except|other than|apart from|besides|than|as \w+ as)\b", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:no|not|without|nor|neither|free|lack\w*|absent|un\w+|fail\w*)\b|n't", re.IGNORECASE)
_WORDS = frozenset(
    word_key(word)
    for word in "all every each always most majority usually generally some several few minority "
    "rarely none never no patients patient cases case number proportion subset sometimes".split()
)

_NUMBERS = frozenset(word_key(word) for word in "two three four five six seven eight nine ten eleven twelve".split())


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
        shares = _shares(sentence.statement)
        if len(shares) == 1 and _of_group(claim, asked[0].piece, sentence.statement):
            known = sorted([*known, *shares], key=lambda one: one[1])
        if len({meaning for meaning, _ in known}) > 1:
            own = _fullest(claim, sentence.statement, [piece for _, piece in known])
            known = [known[own]] if own is not None else []
        if len({meaning for meaning, _ in known}) != 1:
            continue
        outcome, weight = _judge(asked[0].meaning, known[0][0])
        if outcome == "agree" and not _same_group(claim, sentence.statement, known[0]):
            return silent(NAME)
        start, end = known[0][1]
        rest = sentence.statement.text[:start] + sentence.statement.text[end:]
        if outcome == "conflict" and _turned(asked[0].meaning, claim.text, known[0][0], rest):
            return silent(NAME)
        if outcome != "silent":
            spans = (asked[0].piece,), (sentence.place(known[0][1]),)
            return Check(NAME, outcome, *spans, weight=weight)  # type: ignore[arg-type]
    return silent(NAME)


def _same_group(claim: Statement, known: Statement, quantifier: tuple[str, Piece]) -> bool:
    """Whether the evidence's quantifier is about no narrower a group, and neither side denies what the other states.

    "Every night nurse" is not "every nurse".
    """
    meaning, piece = quantifier
    after = (word.key for word in known.words if word.piece[0] >= piece[1])
    following = next((key for key in after if not key[0].isdigit() and key not in _NUMBERS), None)
    held = {known.words[index].key for index in held_words(known, claim)} | claim.keys | _WORDS | light_keys()
    return says_alike(claim, known) and (
        meaning not in ("all", "most", "zero") or following is None or following in held
    )


def _of_group(claim: Statement, quantifier: Piece, known: Statement) -> bool:
    """Whether a percentage can be of the group that the claim's quantifier stands before."""
    following = next((word.key for word in claim.words if word.piece[0] >= quantifier[1]), None)
    return following in known.keys or _OF_GROUP.match(claim.text, quantifier[1]) is not None


def _turned(asked: str, claim: str, held: str, evidence: str) -> bool:
    """Whether a comparison, an exception or a second negation turns what "none" means."""
    if _EXCEPT.search(claim) or _EXCEPT.search(evidence):
        return True
    other = evidence if asked == "zero" else claim
    return "zero" in (asked, held) and asked != held and bool(_DENIES.search(other))


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
    if asked == "minority" or held == "minority":
        if {asked, held} <= {"minority", "few", "under"}:
            return ("agree" if asked == "minority" else "silent"), "contradicts"
        return ("conflict" if {asked, held} & {"all", "most", "zero"} else "silent"), "contradicts"
    if held in ("half", "under"):
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
            if value == 0.5
            else "under"
        )
        found.append((meaning, measure.piece))
    return found
