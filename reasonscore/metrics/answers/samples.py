"""Several answers of one model to one question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reasonscore.metrics.answers.answer_accuracy import best_match
from reasonscore.metrics.row_field import as_flag, as_number, list_at


@dataclass(frozen=True, slots=True)
class Sample:
    """One sampled answer, whether it was judged right (None: not judged), and the rewards of its steps."""

    answer: str
    correct: bool | None = None
    rewards: tuple[float, ...] = ()

    def is_correct(self, gold: Sequence[str]) -> bool | None:
        """Whether the answer is right: as judged, else by matching; None where there is nothing to match with."""
        if self.correct is not None:
            return self.correct
        return best_match(self.answer, gold).matched if gold else None


def read_samples(row: Mapping[str, Any]) -> list[Sample]:
    """The samples of a row: strings, true / false (1 / 0), or objects with `answer`, `correct`, rewards."""
    found = []
    for item in list_at(row, "samples") or ():
        if isinstance(item, str):
            found.append(Sample(item))
        elif isinstance(item, bool | int | float) and (correct := as_flag(item)) is not None:
            found.append(Sample("", correct))
        elif isinstance(item, Mapping):
            rewards = list_at(item, "step_rewards") or [item.get("reward")]
            numbers = tuple(number for part in rewards if (number := as_number(part)) is not None)
            found.append(Sample(str(item.get("answer") or ""), as_flag(item.get("correct")), numbers))
    return found
