"""AnswerAccuracy: whether the final answer names the same thing as a gold answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.errors import InputError
from reasonscore.metrics.answer_match import FUZZY_THRESHOLD, AnswerMatch, match_answer
from reasonscore.metrics.answers.choice_accuracy import gold_letter
from reasonscore.metrics.answers.gold import gold_answers, options_of
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_field import field_at
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio
from reasonscore.metrics.verdict_counts import is_foreign


def best_match(predicted: str, gold: Sequence[str], threshold: float = FUZZY_THRESHOLD) -> AnswerMatch:
    """The match with the gold answer that fits best: a match before a mere similarity, the first of equals.

    >>> best_match("gout", ["Pseudogout", "Gout"]).rung
    'normalised'
    """
    return max((match_answer(predicted, answer, threshold) for answer in gold), key=lambda m: (m.matched, m.similarity))


@register
@dataclass(frozen=True, slots=True, repr=False)
class AnswerAccuracy(RowMetric):
    """Whether the final answer (`trace.answer`) names the same thing as one of the gold answers (`reference.answer`).

    The first rung that decides is recorded as `matched_by`: exact, normalised, fuzzy, concept, or entailment, which is
    the verdict that a row may carry as `answer_verdict` (a Verdict over "the answer is GOLD", never asked for here).
    Where the row has `options` and the gold answer is one of them, the chosen letter decides (`choice`).

    A response that declines to answer (`trace.abstained`) is not wrong but has no value; `--missing zero` makes it 0.

    Args:
        threshold: Least similarity of two spellings of one answer.
    """

    name: ClassVar[str] = "AnswerAccuracy"
    id: ClassVar[str] = "metrics.answer_accuracy.v1"
    formula: ClassVar[str] = "1 if the answer matches a gold answer by the first rung that decides, else 0"
    empty: ClassVar[str] = "no value: no_reference, no_answer, or abstained"

    threshold: float = FUZZY_THRESHOLD

    def __post_init__(self) -> None:
        if not isinstance(self.threshold, int | float) or not 0 < self.threshold <= 1:
            raise InputError(f"threshold is {self.threshold!r}, expected a number above 0, at most 1")

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        gold = gold_answers(row)
        trace = row.get("trace") or {}
        answer = trace.get("answer") or ""
        if not gold:
            return absent("no_reference")
        if is_foreign(row):
            return absent("unsupported_language")
        options = options_of(row)
        letters = {letter for item in gold if (letter := gold_letter(item, options)) is not None}
        if trace.get("choice") and letters:
            right = trace["choice"] in letters
            return ratio(int(right), 1, matched_by="choice" if right else "none")
        # The answer of a response that declines is the refusal: a wrong diagnosis is something else.
        if trace.get("abstained"):
            return absent("abstained")
        if not answer.strip():
            return absent("no_answer")
        found = best_match(answer, [*gold, *(options[letter] for letter in sorted(letters))], self.threshold)
        if not found.matched and field_at(row, "answer_verdict.label") == "supported":
            found = AnswerMatch(True, "entailment", found.similarity)
        return ratio(int(found.matched), 1, matched_by=found.rung, similarity=round(found.similarity, 4))
