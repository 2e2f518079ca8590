"""Coverage: whether a response states what an item of the reference reasoning states.

The response is the premise: its best sentences for the item are compared with it by words and by the entailment model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from reasonscore.decompose.claim import Claim
from reasonscore.record import Passage
from reasonscore.verify.backend import ProbabilityRows
from reasonscore.verify.linear import load_linear_model
from reasonscore.verify.window import Window, WindowIndex
from reasonscore.verify.words import content_words, f1, recall

WINDOWS = 2
"""Sentences of the response that are compared with each item, besides the best one's neighbourhood."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether one item is covered, how probably (0 to 1), and by which claims."""

    text: str
    covered: bool
    probability: float
    claims: tuple[str, ...] = ()

    def to_row(self) -> dict[str, Any]:
        """The coverage as a JSON object."""
        probability = round(self.probability, 4)
        return {"text": self.text, "covered": self.covered, "probability": probability, "claims": self.claims}


class ResponseIndex:
    """A response, ready to be asked for what covers an item."""

    def __init__(self, response: str) -> None:
        self._windows = WindowIndex([Passage(response)], whole=False)
        self._words = frozenset(content_words(response))

    def windows(self, item: str) -> list[Window]:
        """The parts of the response that most resemble the item, best first; empty for an empty response."""
        return self._windows.best(item, WINDOWS)

    def features(self, item: str, windows: Sequence[Window], rows: ProbabilityRows) -> dict[str, float]:
        """What the coverage model looks at, by name; all values lie between 0 and 1.

        The length of the response is left out although it predicts a judge's opinion: padding must not cover anything.

        Args:
            item: The reference item.
            windows: What `windows(item)` gave.
            rows: The entailment model's row for each of them.
        """
        words = content_words(item)
        held = [frozenset(content_words(window.text)) for window in windows]
        return {
            "in_response": recall(words, self._words),
            "best_overlap": max((f1(frozenset(words), part) for part in held), default=0.0),
            "entailed": float(rows[:, 0].max(initial=0.0)),
            "contradicted": float(rows[:, 1].max(initial=0.0)),
        }

    def judge(
        self, item: str, windows: Sequence[Window], rows: ProbabilityRows, claims: Sequence[Claim] = ()
    ) -> Coverage:
        """Whether the response covers the item; an empty response covers nothing."""
        if not windows or not content_words(item):
            return Coverage(item, covered=False, probability=0.0)
        model = load_linear_model("coverage")
        probability = model.probability(self.features(item, windows, rows))
        covered = probability >= model.threshold
        best = windows[int(np.argmax(rows[:, 0]))] if len(rows) else windows[0]
        return Coverage(item, covered, probability, _touching(claims, best) if covered else ())


def coverage_signature() -> Mapping[str, str]:
    """The version of the coverage model."""
    return {"coverage": load_linear_model("coverage").digest}


def _touching(claims: Sequence[Claim], window: Window) -> tuple[str, ...]:
    start, end = window.piece
    return tuple(claim.id for claim in claims if any(a < end and b > start for a, b in claim.span))
