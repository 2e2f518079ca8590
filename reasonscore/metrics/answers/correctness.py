"""Whether a row's answer is right, from what the row itself says or by matching."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reasonscore.metrics.answers.answer_accuracy import AnswerAccuracy
from reasonscore.metrics.answers.choice_accuracy import ChoiceAccuracy
from reasonscore.metrics.answers.gold import options_of
from reasonscore.metrics.row_field import flag_at
from reasonscore.metrics.score import Score, ratio


def correctness(row: Mapping[str, Any]) -> Score:
    """A row's `correct` field as a score, else ChoiceAccuracy where it has options, else AnswerAccuracy."""
    if (found := flag_at(row, "correct")) is not None:
        return ratio(int(found), 1)
    return ChoiceAccuracy().score(row) if options_of(row) else AnswerAccuracy().score(row)
