"""Direction: elevated or low, increased or decreased, gain or loss, hyper- or hypo-, and other opposites."""

from __future__ import annotations

from collections.abc import Iterator

from reasonscore.span import Piece
from reasonscore.verify.analyte_state import speaks_for, states
from reasonscore.verify.checks.axis import axis_check
from reasonscore.verify.checks.polarity import denied_reaches
from reasonscore.verify.comparison import Aligned, Comparison
from reasonscore.verify.cue_table import Found, find_cues
from reasonscore.verify.measure import measures
from reasonscore.verify.statement import Statement, concept_relation, word_key
from reasonscore.verify.verdict import Check

NAME = "direction"
SAME_TOPIC = 0.6
"""Share of the claim's other words that a sentence must hold before directions are compared."""

_PREFIXES = (("hyper", "hypo"), ("hypo", "hyper"), ("tachy", "brady"), ("brady", "tachy"), ("poly", "oligo"))


def direction_check(comparison: Comparison) -> Check:
    """Whether evidence about the claim's words goes the claim's way.

    Named states come first ("hyperkalemia" against "potassium 2.9" or "hypokalemia"), then words of change, then pairs
    of opposites.
    """
    for found in (_state(comparison), _prefix(comparison), _change(comparison)):
        if found is not None:
            return found
    return axis_check(comparison, NAME, "antonyms", SAME_TOPIC)


def _state(comparison: Comparison) -> Check | None:
    claim = comparison.claim
    for mention in claim.mentions:
        if _denied(claim, mention.span):
            continue
        named = [state for concept in mention.candidates for state in states().get(concept.id, ())]
        for offset, statement in comparison.evidence:
            for measure in measures(statement.text) if named else ():
                said = [answer for state in named if (answer := speaks_for(measure, state)) is not None]
                if said:
                    where = ((measure.piece[0] + offset, measure.piece[1] + offset),)
                    return Check(NAME, "agree" if any(said) else "conflict", (mention.span,), where)
    for sentence in comparison.aligned(0.0):
        for mention in claim.mentions:
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
    for word in comparison.claim.words:
        for prefix, opposite in _PREFIXES:
            if not word.key.startswith(prefix) or len(word.key) < len(prefix) + 3:
                continue
            wanted = opposite + word.key[len(prefix) :]
            for sentence in comparison.aligned(0.0):
                for other in sentence.statement.words:
                    if other.key == wanted and word.key not in sentence.statement.keys:
                        if _denied(sentence.statement, other.piece) or _denied(comparison.claim, word.piece):
                            return None
                        if _rest_held(sentence, comparison.claim, word.piece):
                            return Check(NAME, "conflict", (word.piece,), (sentence.place(other.piece),))
    return None


def _change(comparison: Comparison) -> Check | None:
    claim = comparison.claim
    asked = list(_changes(claim))
    if not asked:
        return None
    own = frozenset(word_key(word) for cue in asked for word in claim.text[slice(*cue.piece)].split())
    for sentence in comparison.aligned(SAME_TOPIC, own):
        known = list(_changes(sentence.statement))
        for cue in asked:
            near = claim.near(cue.piece)
            best = [other for other in known if sentence.statement.near(other.piece) & near]
            best = best or (known if len(known) == len(asked) == 1 else [])
            if len({other.meaning for other in best}) != 1:
                continue
            spans = (cue.piece,), (sentence.place(best[0].piece),)
            return Check(NAME, "agree" if best[0].meaning == cue.meaning else "conflict", *spans)
    return None


def _changes(statement: Statement) -> Iterator[Found]:
    """Words of change that are not denied; "did not increase" is itself a cue for no change."""
    for cue in find_cues("directions", statement.text):
        if cue.meaning == "same" or not _denied(statement, cue.piece):
            yield cue


def _rest_held(sentence: Aligned, claim: Statement, piece: Piece) -> bool:
    rest = [word.key for word in claim.words if not piece[0] <= word.piece[0] < piece[1]]
    return not rest or sum(key in sentence.statement.keys for key in rest) / len(rest) >= SAME_TOPIC


def _denied(statement: Statement, piece: Piece) -> bool:
    return any(start <= piece[0] < end for start, end in denied_reaches(statement.text))
