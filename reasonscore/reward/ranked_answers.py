"""The ranked list of a response as a reward sees it: items that hedge count as all that they name."""

from __future__ import annotations

from typing import NamedTuple

from reasonscore.metrics.answers.ranking import Ranking, rank_answers
from reasonscore.reward.alternatives import alternatives
from reasonscore.reward.assessment import Assessment


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
    items = tuple(one for item in given for one in alternatives(item, gold))
    listed = len(items) + trace.duplicates + trace.beyond_cap if items else 0
    return RankedAnswers(rank_answers(items, gold), items, listed)
