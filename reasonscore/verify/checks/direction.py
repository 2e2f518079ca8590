"""Direction: elevated or low, increased or decreased, gain or loss, hyper- or hypo-, and other opposites."""

from __future__ import annotations

import re
from functools import lru_cache

from reasonscore.lexicon.relation import has_opposite
from reasonscore.span import Piece
from reasonscore.verify.checks.axis import axis_check
from reasonscore.verify.checks.significance import effect_shown
from reasonscore.verify.facts.analyte_state import actual_level
from reasonscore.verify.facts.comparison import Aligned, Comparison
from reasonscore.verify.facts.conditions import find_conditions
from reasonscore.verify.facts.cue_table import Found, find_cues
from reasonscore.verify.facts.denial import NEGATIVE, denied_reaches
from reasonscore.verify.facts.focus import is_unreal
from reasonscore.verify.facts.level import analyte_of, find_levels, named_states, speaks_of
from reasonscore.verify.facts.measure import measures
from reasonscore.verify.facts.statement import (
    CLAUSE_END,
    REMEMBERED,
    Statement,
    Word,
    concept_relation,
    held_words,
    light_keys,
    word_key,
)
from reasonscore.verify.verdict import Check, silent

NAME = "direction"
SAME_TOPIC = 0.6
"""Share of the claim's other words that a sentence must hold before directions are compared."""

SURE_TOPIC = 0.66
"""The same before changes conflict."""
_SECOND = re.compile(r"\b(?:than|compared (?:with|to)|versus|relative to|vs?\.?)\b", re.IGNORECASE)
_TIMES = frozenset(
    word_key(word) for word in "serum plasma blood level levels concentration value morning today admission".split()
)
"""Words that may stand beside a level without making the claim about anything else."""

_DOUBTED = re.compile(
    r"\b(?:probabl[ey]|likely|possibl[ey]|perhaps|may|cannot be judged|cannot prove|can't prove|"
    r"suggest\w*|in \w+ cases out of)\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?:same|equal\w*|similar\w*|irrespective|regardless|whatever|unchanged|unaffected|independent\w*|stable)\b",
    re.IGNORECASE,
)
_RISK = re.compile(
    r"\b(?:risks?|chances?|likelihood|potential|possibility|suspicio\w+|concerns?|worr\w+|fear) "
    r"(?:of|for|about) (?:\w+ ){0,2}$|"
    r"\b(?:rule out|exclude) (?:\w+ ){0,2}$",
    re.IGNORECASE,
)
"""Words before what is only a risk, so that its opposite may be the case."""
_PART = re.compile(r"[,;:]|\b(?:and|but|while|whereas|with)\b")
_PREFIXES = (("hyper", "hypo"), ("hypo", "hyper"), ("tachy", "brady"), ("brady", "tachy"), ("poly", "oligo"))
_BEGINNINGS = tuple(prefix for prefix, _ in _PREFIXES)


def direction_check(comparison: Comparison) -> Check:
    """Whether evidence about the claim's words goes the claim's way.

    Named states come first ("hyperkalemia" against "potassium 2.9" or "hypokalemia"), then words of change, then pairs
    of opposites.
    """
    for look in (_trend, _level, _opposite, _prefix, effect_shown, _change):
        found = look(comparison)
        if found is not None:
            return _stated(found, comparison)
    return _stated(axis_check(comparison, NAME, "antonyms", SAME_TOPIC), comparison)


def _stated(found: Check, comparison: Comparison) -> Check:
    """The finding, but no conflict with what a sentence assumes, doubts or also says the claim's way."""
    if found.outcome != "conflict":
        return found
    claim = comparison.claim
    mine = {cue.meaning for cue in _changes(claim)}
    for offset, statement in comparison.evidence:
        if not any(offset <= start < offset + len(statement.text) for start, _ in found.evidence_span):
            continue
        if any(_RISK.search(statement.text, 0, start - offset) for start, _ in found.evidence_span):
            return silent(NAME)
        if (is_unreal(statement.text) or _DOUBTED.search(statement.text)) and not is_unreal(claim.text):
            return silent(NAME)
        if mine & {cue.meaning for cue in _changes(statement)}:
            return silent(NAME)
        if "same" in mine and _SAME.search(statement.text):
            return silent(NAME)
    return found


def _level(comparison: Comparison) -> Check | None:
    """What values and stated levels of the same analyte say of the claim's level."""
    claim = comparison.claim
    levels = find_levels(claim.text)
    if not levels:
        return None
    assumed = [part.piece for part in find_conditions(claim.text)]
    asked = [one for one in levels if not _within(one.piece, assumed)]
    if not asked or len({one.piece for one in asked}) > 1 or (measures(claim.text) and len(asked) < 2):
        return None
    if not _is_whole(claim, asked[0].piece, frozenset(one.analyte for one in asked)):
        return None
    for mine in asked:
        said: list[tuple[bool, Piece]] = []
        for offset, statement in comparison.evidence:
            rule = [part.piece for part in find_conditions(statement.text)]
            values = [one for one in measures(statement.text) if not one.role and not _within(one.piece, rule)]
            late = [one for one in values if one.time == "late" and actual_level(one, mine.analyte)]
            for one in late or values:
                level = actual_level(one, mine.analyte)
                if level is not None and not _denied(statement, one.piece):
                    said.append((mine.allows(level), (one.piece[0] + offset, one.piece[1] + offset)))
            for stated in find_levels(statement.text):
                answer = speaks_of(mine, stated) if stated.analyte == mine.analyte else None
                # A state named on both sides is a topic that they share, and says nothing of what each states.
                if (answer and (mine.named and stated.named)) or _denied(statement, stated.piece) != stated.denied:
                    continue
                if answer is not None and not _within(stated.piece, rule):
                    said.append((answer, (stated.piece[0] + offset, stated.piece[1] + offset)))
        if said and len({answer for answer, _ in said}) == 1:
            return Check(NAME, "agree" if said[0][0] else "conflict", (mine.piece,), (said[0][1],))
    return None


def _trend(comparison: Comparison) -> Check | None:
    """What "from 112 to 124" says of "the sodium rose"."""
    claim = comparison.claim
    asked = [cue for cue in _changes(claim) if cue.meaning in ("up", "down", "same")]
    if len(asked) != 1:
        return None
    named = {mention.concept.id for mention in claim.mentions if mention.concept.kind in ("lab", "vital", "drug")}
    analytes = {state.analyte for mention in claim.mentions for state in named_states(mention.candidates)}
    if len(named) != 1 and not (analytes and not named):
        return None
    for offset, statement in comparison.evidence:
        values = [one for one in measures(statement.text) if not one.role and _is_of(one.concept, named, analytes)]
        early = [one for one in values if one.time == "early"]
        late = [one for one in values if one.time == "late"]
        if not early or not late or early[0].quantity.unit != late[-1].quantity.unit:
            continue
        change = late[-1].quantity.value - early[0].quantity.value
        actual = "up" if change > 0 else "down" if change < 0 else "same"
        where = ((early[0].piece[0] + offset, early[0].piece[1] + offset),)
        return Check(NAME, "agree" if actual == asked[0].meaning else "conflict", (asked[0].piece,), where)
    return None


def _is_of(concept: str | None, named: set[str], analytes: set[str]) -> bool:
    if concept is None or concept in named:
        return concept is not None
    analyte = analyte_of(concept) if analytes else None
    return analyte is not None and analyte.name in analytes


def _is_whole(claim: Statement, piece: Piece, names: frozenset[str]) -> bool:
    """Whether a claim states a level and little else."""
    spans = [piece, *(m.span for m in claim.mentions if (found := analyte_of(m.concept.id)) and found.name in names)]
    rest = {word.key for word in claim.words if not _within(word.piece, spans)}
    return len(rest - light_keys() - NEGATIVE - _TIMES) <= 1


def _within(piece: Piece, wholes: list[Piece]) -> bool:
    return any(start <= piece[0] < end for start, end in wholes)


def _opposite(comparison: Comparison) -> Check | None:
    """Names that the lexicon knows as opposites."""
    claim = comparison.claim
    opposed = [mention for mention in claim.mentions if has_opposite(mention.concept)]
    for sentence in comparison.aligned(0.0) if opposed else ():
        for mention in opposed:
            for other in sentence.statement.mentions:
                if other.concept.kind == "anatomy" or concept_relation(mention, other) != "opposite":
                    continue
                same = any(concept_relation(m, mention) == "same" for m in sentence.statement.mentions)
                denied = _denied(claim, mention.span) or _denied(sentence.statement, other.span)
                if not same and not denied and _rest_held(sentence, claim, mention.span):
                    return Check(NAME, "conflict", (mention.span,), (sentence.place(other.span),))
    return None


def _prefix(comparison: Comparison) -> Check | None:
    """Words that differ in hyper- and hypo- alone, where the lexicon does not know them."""
    for word, wanted in _opposed_words(comparison.claim):
        for sentence in comparison.aligned(0.0):
            for other in sentence.statement.words:
                if other.key == wanted and word.key not in sentence.statement.keys:
                    if _denied(sentence.statement, other.piece) or _denied(comparison.claim, word.piece):
                        return None
                    if _rest_held(sentence, comparison.claim, word.piece):
                        return Check(NAME, "conflict", (word.piece,), (sentence.place(other.piece),))
    return None


@lru_cache(maxsize=REMEMBERED)
def _opposed_words(claim: Statement) -> tuple[tuple[Word, str], ...]:
    """Words that begin with hyper- or the like, each with the key of its opposite."""
    return tuple(
        (word, opposite + word.key[len(prefix) :])
        for word in claim.words
        if word.key.startswith(_BEGINNINGS)
        for prefix, opposite in _PREFIXES
        if word.key.startswith(prefix) and len(word.key) >= len(prefix) + 3
    )


def _change(comparison: Comparison) -> Check | None:
    claim = comparison.claim
    asked = _changes(claim)
    if not asked:
        return None
    own = frozenset(word_key(word) for cue in asked for word in claim.text[slice(*cue.piece)].split())
    for sentence in comparison.aligned(SAME_TOPIC, own):
        known = _changes(sentence.statement)
        for cue in asked:
            near = claim.near(cue.piece)
            best = [other for other in known if sentence.statement.near(other.piece) & near]
            alone = not best and len(known) == len(asked) == 1
            best = list(known) if alone else best
            if len({other.meaning for other in best}) != 1:
                continue
            spans = (cue.piece,), (sentence.place(best[0].piece),)
            if best[0].meaning == cue.meaning:
                return Check(NAME, "agree", *spans)
            if sentence.share < SURE_TOPIC or _compares_otherwise(claim, sentence.statement):
                return None
            if alone and not _part_holds(claim, own, sentence.statement, best[0].piece):
                return None
            return Check(NAME, "conflict", *spans)
    return None


def _part_holds(claim: Statement, own: frozenset[str], known: Statement, piece: Piece) -> bool:
    """Whether the part of a sentence that a change stands in names anything that the claim names."""
    start = max((match.end() for match in _PART.finditer(known.text, 0, piece[0])), default=0)
    following = _PART.search(known.text, piece[1])
    end = following.start() if following else len(known.text)
    inside = {word.key for word in known.words if start <= word.piece[0] < end}
    return bool(inside & {word.key for word in claim.words} - own - light_keys())


def _compares_otherwise(claim: Statement, known: Statement) -> bool:
    """Whether both compare and what comes second in one comes first in the other."""
    mine, theirs = _SECOND.search(claim.text), _SECOND.search(known.text)
    if mine is None or theirs is None:
        return False
    second = {word.key for word in claim.words if word.piece[0] >= mine.end()}
    first = {word.key for word in known.words if word.piece[0] < theirs.start()}
    other = {word.key for word in known.words if word.piece[0] >= theirs.end()}
    return len(second & first) > len(second & other)


@lru_cache(maxsize=REMEMBERED)
def _changes(statement: Statement) -> tuple[Found, ...]:
    """Words of change that are not denied; "did not increase" is itself a cue for no change."""
    cues = find_cues("directions", statement.text)
    return tuple(cue for cue in cues if cue.meaning == "same" or not _denied(statement, cue.piece))


def _rest_held(sentence: Aligned, claim: Statement, piece: Piece) -> bool:
    """Whether a sentence says most of what else the claim's own clause says."""
    start, end = 0, len(claim.text)
    for match in CLAUSE_END.finditer(claim.text):
        if match.end() <= piece[0]:
            start = match.end()
        elif match.start() >= piece[1]:
            end = match.start()
            break
    inside = [i for i, word in enumerate(claim.words) if start <= word.piece[0] < end]
    rest = [i for i in inside if not piece[0] <= claim.words[i].piece[0] < piece[1]]
    rest = [i for i in rest if claim.words[i].key not in light_keys()]
    held = held_words(claim, sentence.statement)
    return not rest or sum(i in held for i in rest) / len(rest) >= SAME_TOPIC


def _denied(statement: Statement, piece: Piece) -> bool:
    return any(start <= piece[0] < end for start, end in denied_reaches(statement.text))
