"""BestOfN: whether the sample that a reward model prefers is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.answers.gold import gold_answers
from reasonscore.metrics.answers.samples import Sample, read_samples
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.matching.normal_form import normalise
from reasonscore.metrics.parameter import check_choice
from reasonscore.metrics.reasoning.prm_score import REDUCTIONS, reduce_rewards
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio

VOTES = ("max", "sum", "mean")


def choose(answers: Sequence[str], values: Sequence[float], vote: str = "max") -> str:
    """The answer with the largest vote; equal answers put their values together, the first of equals wins.

    >>> choose(["a", "b", "A"], [0.4, 0.6, 0.4], "sum"), choose(["a", "b", "A"], [0.4, 0.6, 0.4])
    ('a', 'b')
    """
    groups: dict[str, list[float]] = {}
    for answer, value in zip(answers, values, strict=True):
        groups.setdefault(normalise(answer), []).append(value)
    votes = {
        key: max(found) if vote == "max" else sum(found) / (len(found) if vote == "mean" else 1)
        for key, found in groups.items()
    }
    best = max(votes.values())
    return next(answer for answer in answers if votes[normalise(answer)] == best)


@register
@dataclass(frozen=True, slots=True, repr=False)
class BestOfN(RowMetric):
    """Whether the answer that a process reward model picks among samples is right.

    Row field `samples`: a list of `{"answer", "step_rewards" or "reward", "correct"?}`. Without `correct` the chosen
    answer is matched with `reference.answer`.

    Args:
        reduce: How a sample's step rewards become its value.
        vote: `max` takes the best sample; `sum` and `mean` put the values of equal answers together.
        skip_first: Leave the first step's reward out, as MedSSS does.
    """

    name: ClassVar[str] = "BestOfN"
    id: ClassVar[str] = "metrics.best_of_n.v1"
    formula: ClassVar[str] = "1 if the answer with the largest vote is right, else 0"
    empty: ClassVar[str] = "no value: no_answer without samples that have rewards, no_reference without a gold answer"
    source: ClassVar[str] = "MedSSS, pixas/MedSSS"

    reduce: str = "min"
    vote: str = "max"
    skip_first: bool = False

    def __post_init__(self) -> None:
        check_choice("reduce", self.reduce, REDUCTIONS)
        check_choice("vote", self.vote, VOTES)
        check_choice("skip_first", self.skip_first, (True, False))

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        valued = [(sample, value) for sample in read_samples(row) if (value := self._value(sample)) is not None]
        if not valued:
            return absent("no_answer")
        chosen = choose([sample.answer for sample, _ in valued], [value for _, value in valued], self.vote)
        sample = next(sample for sample, _ in valued if sample.answer == chosen)
        right = sample.is_correct(gold_answers(row))
        return absent("no_reference") if right is None else ratio(int(right), 1, samples=len(valued))

    def _value(self, sample: Sample) -> float | None:
        rewards = sample.rewards[int(self.skip_first) :] if len(sample.rewards) > 1 else sample.rewards
        return reduce_rewards(rewards, self.reduce)
