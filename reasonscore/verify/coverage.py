"""Coverage: whether a response states what an item of the reference reasoning states.

The response is the premise: its best sentences for the item are compared with it by words, phrases and concepts and by
the entailment model.

Source: training/coverage.py. Numbers are no words here: on judged cases a response that infers the same from other
numbers covers an item as well, and a response must not lose an item by saying more.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from reasonscore.decompose.claim import Claim
from reasonscore.decompose.layout.sentence import split_sentences
from reasonscore.lexicon.lexicon import load_lexicon
from reasonscore.record import Passage
from reasonscore.verify.backend import ProbabilityRows
from reasonscore.verify.linear import load_linear_model
from reasonscore.verify.window import Window, WindowIndex
from reasonscore.verify.words import content_words, recall

_LABEL = re.compile(r"\s*<?step \d{1,3}>?\s?[:.)–-]?\s*(?=\S)", re.IGNORECASE)
_FEWEST_WORDS = 2
_MANY_MISSING = 4
"""Concepts of an item that the response does not name, from which on more of them say nothing more."""
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
    """A response, ready to be asked for what covers an item.

    Args:
        response: The text.
        question: The case: concepts that it states itself say little about whether an item was inferred.
    """

    def __init__(self, response: str, question: str | None = None) -> None:
        self._windows = WindowIndex([Passage(response)], whole=False)
        words = _words(response)
        self._words = frozenset(words)
        self._phrases = frozenset(pairwise(words))
        self._concepts = _concepts(response)
        self._asked = _gold_concepts(question or "")

    def windows(self, item: str) -> list[Window]:
        """The parts of the response that most resemble the item, best first; empty for an empty response."""
        return self._windows.best(_unlabelled(item), WINDOWS, reach=False)

    def features(self, item: str, windows: Sequence[Window], rows: ProbabilityRows) -> dict[str, float]:
        """What the coverage model looks at, by name; all values lie between 0 and 1.

        All but `contradicted` and `missing_concepts` can only grow with what the response says, and these two speak
        against it. Length is left out although it predicts a judge's opinion: padding must not cover anything.

        Args:
            item: The reference item.
            windows: What `windows(item)` gave.
            rows: The entailment model's row for each of them.
        """
        return self.shared(item, windows) | {
            "entailed": float(rows[:, 0].max(initial=0.0)),
            "contradicted": float(rows[:, 1].max(initial=0.0)),
        }

    def shared(self, item: str, windows: Sequence[Window]) -> dict[str, float]:
        """The features that need no model: shared words, phrases and concepts.

        `new_concepts` are those of the item that the case does not state; where there are none, the words decide.
        `least_sentence` is the item's sentence that the response shares least words with: an item is covered whole.
        """
        words, phrases, sentences, named = _read_item(item)
        in_response = _weighed_recall(words, self._words)
        concepts = sorted(named - self._asked)
        return {
            "in_response": in_response,
            "best_overlap": max((_weighed_f1(words, _words(window.text)) for window in windows), default=0.0),
            "phrases": sum(map(self._phrases.__contains__, phrases)) / max(1, len(phrases)),
            "new_concepts": recall(concepts, self._concepts) if concepts else in_response,
            "least_sentence": min(
                (_weighed_recall(held, self._words) for held in sentences),
                default=in_response,
            ),
            "missing_concepts": min(1.0, len(named - self._concepts) / _MANY_MISSING),
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


def _unlabelled(item: str) -> str:
    """An item without the mark that counts it (`Step 3:`, `<step 3>`), which is no content."""
    label = _LABEL.match(item)
    return item[label.end() :] if label is not None else item


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """The content words in reading order, without numbers."""
    return tuple([word for word in content_words(text) if not word[0].isdigit()])


class _Item(NamedTuple):
    """An item of the reference, which many responses are held against: its words, phrases, sentences and concepts."""

    words: frozenset[str]
    phrases: tuple[tuple[str, str], ...]
    sentences: tuple[frozenset[str], ...]
    concepts: frozenset[str]


@lru_cache(maxsize=2048)
def _read_item(item: str) -> _Item:
    item = _unlabelled(item)
    words = _words(item)
    sentences = [frozenset(_words(item[start:end])) for start, end in split_sentences(item)]
    told = tuple(one for one in sentences if len(one) >= _FEWEST_WORDS)
    return _Item(frozenset(words), tuple(pairwise(words)), told, _gold_concepts(item))


def _concepts(text: str) -> frozenset[str]:
    return frozenset(mention.concept.id for mention in load_lexicon().find(text))


@lru_cache(maxsize=2048)
def _gold_concepts(text: str) -> frozenset[str]:
    """Those of a question or an item, which many responses are held against."""
    return _concepts(text)


def _weight(words: Iterable[str]) -> int:
    """What words weigh together: their letters, as long words are the rare and telling ones."""
    return sum(map(len, words))


def _weighed_recall(words: frozenset[str], among: Collection[str]) -> float:
    return _weight(word for word in words if word in among) / _weight(words) if words else 0.0


def _weighed_f1(left: frozenset[str], right: Iterable[str]) -> float:
    held = frozenset(right)
    return 2 * _weight(left & held) / (_weight(left) + _weight(held)) if left and held else 0.0


def _touching(claims: Sequence[Claim], window: Window) -> tuple[str, ...]:
    start, end = window.piece
    return tuple(claim.id for claim in claims if any(a < end and b > start for a, b in claim.span))
