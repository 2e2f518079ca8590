"""ranked_list: how high a ranked list has the right answer, with a factor for its length."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from reasonscore.errors import InputError, UnknownNameError
from reasonscore.metrics.answers.ap import average_precision
from reasonscore.metrics.answers.mrr import reciprocal_rank
from reasonscore.metrics.answers.ndcg import ndcg
from reasonscore.reward.assessment import Assessment
from reasonscore.reward.engine import Need
from reasonscore.reward.fade import fade
from reasonscore.reward.preset import Parts, presets, product
from reasonscore.reward.ranked_answers import ranked_answers

Measure = Literal["rr", "ap", "ndcg"]
_MEASURES = {"rr": reciprocal_rank, "ap": average_precision, "ndcg": ndcg}


@presets.register("ranked_list")
@dataclass(frozen=True, slots=True)
class RankedList:
    """Reciprocal rank (or AP, or nDCG) of the right answers, times a factor for the length of the list.

    Reciprocal rank alone buys long lists. Here a list pays in full up to `longest` items, less for each further one,
    and nothing from twice as many on; repeated items count towards the length and never towards the rank. An item that
    names several things ("A or B") counts as several items.

    Args:
        measure: `rr`: any right answer counts; `ap` and `ndcg`: all of them do.
        longest: Items that a list may have.
        must_not_miss: Weight, 0 to 1, of the share of the sample's `must_not_miss` diagnoses that the list has.
    """

    name: ClassVar[str] = "ranked_list"
    needs: ClassVar[frozenset[Need]] = frozenset()
    components: ClassVar[tuple[str, ...]] = ("rank", "list_length", "must_not_miss")
    bounds: ClassVar[tuple[float, float]] = (0.0, 1.0)
    formula: ClassVar[str] = "((1 - w) * measure + w * must_not_miss) * fade(items, longest, 2 * longest)"
    source: ClassVar[str] = "the measures are standard; the length factor and the composition are ours"

    measure: Measure = "rr"
    longest: int = 5
    must_not_miss: float = 0.0

    def __post_init__(self) -> None:
        if self.measure not in _MEASURES:
            raise UnknownNameError("rank measure", self.measure, _MEASURES)
        if self.longest < 1 or not 0 <= self.must_not_miss <= 1:
            raise InputError("longest must be at least 1, must_not_miss between 0 and 1", field="longest")

    def judge(self, assessed: Assessment) -> Parts:
        """The measure, the length factor and the share of dangerous diagnoses listed."""
        sample = assessed.sample
        if not sample.gold:
            return dict.fromkeys(self.components)
        found = ranked_answers(assessed, sample.gold)
        dangerous = None
        if sample.must_not_miss:
            ranking = ranked_answers(assessed, sample.must_not_miss).ranking
            dangerous = ranking.hits() / len(ranking.grades)
        return {
            "rank": _MEASURES[self.measure](found.ranking),
            "list_length": fade(found.listed, self.longest),
            "must_not_miss": dangerous,
        }

    def compose(self, parts: Mapping[str, float | None]) -> float | None:
        """The weighted mean of both, times the factor."""
        rank, dangerous = parts["rank"], parts["must_not_miss"]
        if rank is not None and dangerous is not None:
            rank = (1 - self.must_not_miss) * rank + self.must_not_miss * dangerous
        return product({"rank": rank, "list_length": parts["list_length"]}, ("list_length",), ("rank",))
