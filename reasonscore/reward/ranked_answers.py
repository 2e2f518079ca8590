"""The ranked list of a response as a reward sees it: items that hedge count as all that they name."""

from __future__ import annotations

from typing import NamedTuple

from reasonscore.metrics.answer_match import match_answer
from reasonscore.metrics.answers.ranking import Ranking, rank_answers
from reasonscore.reward.alternatives import alternatives, head_of, matches
from reasonscore.reward.assessment import Assessment

_NOTHING = "(no answer)"
"""What stands for an item that names a right answer and does not give it."""


class RankedAnswers(NamedTuple):
    """A ranking, the items that it was made of, and how many were listed, repeated ones included."""

    ranking: Ranking
    answers: tuple[str, ...]
    listed: int


def ranked_answers(assessed: Assessment, gold: tuple[str, ...]) -> RankedAnswers:
    """The ranking of a response against right answers; an item "A or B" counts as two items."""
    trace = assessed.trace
    given = trace.answers or ((trace.answer,) if trace.answer else ())
    if assessed.sample.cut[0] or trace.abstained:
        given = ()
    items = tuple(_judged(one, gold) for item in given for one in alternatives(item, gold))
    listed = len(items) + trace.duplicates + trace.beyond_cap if items else 0
    return RankedAnswers(rank_answers(items, gold), items, listed)


def _judged(item: str, gold: tuple[str, ...]) -> str:
    """The item, or only its head where a right answer hides in its details: "lupus (gout)" lists lupus."""
    if matches(item, gold) or not any(match_answer(item, one).matched for one in gold):
        return item
    head = head_of(item, gold)
    return _NOTHING if any(match_answer(head, one).matched for one in gold) else head or _NOTHING
