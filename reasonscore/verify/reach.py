"""Reach: how much of a claim the whole of a long passage holds, beyond the window that a model can read.

A long answer or report says in several sentences, in other words and another order, what a claim says in one; the model
reads one window at a time and finds each too little. Words decide more there than they do in a short passage.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from reasonscore.verify.words import content_words

SHORT, LONG = 85, 130
"""Content words up to which a passage is short, so that its reach counts nothing, and from which on it is long."""


class Reach(NamedTuple):
    """What a passage holds of a claim, all from 0 to 1; words weigh by their letters, numbers are no words.

    Args:
        long: How long the passage is, 0 up to `SHORT` content words and 1 from `LONG` on.
        recall: Share of the claim's words anywhere in the passage.
        phrases: Share of the claim's neighbouring words that are neighbours there too.
        sentence: The greatest share in one sentence.
        pair: The greatest share in that sentence and another one.
        overlap: Dice overlap with the sentence that has most of it: a long sentence holds words by chance.
    """

    long: float = 0.0
    recall: float = 0.0
    phrases: float = 0.0
    sentence: float = 0.0
    pair: float = 0.0
    overlap: float = 0.0


NO_REACH = Reach()
"""That of a short passage: its window is the passage."""


def reach_of(claim: str, sentences: Sequence[str]) -> Reach:
    """What a passage of these sentences holds of a claim.

    >>> reach_of("Zinc helps.", ["Zinc is a metal.", "It helps."]).recall  # too short to count
    0.0
    """
    size = sum(len(content_words(sentence)) for sentence in sentences)
    long = (math.log(max(1, size)) - math.log(SHORT)) / (math.log(LONG) - math.log(SHORT))
    order = _words(claim)
    if long <= 0 or not order:
        return NO_REACH
    asked = frozenset(order)
    known = [_words(sentence) for sentence in sentences]
    held = [asked & frozenset(words) for words in known]
    best = max(held, key=_weight)
    phrases = frozenset(pair for words in known for pair in pairwise(words))
    mine = list(pairwise(order))
    total = _weight(asked)
    return Reach(
        min(1.0, long),
        _weight(frozenset().union(*held)) / total,
        sum(pair in phrases for pair in mine) / max(1, len(mine)),
        _weight(best) / total,
        max(_weight(best | other) for other in held) / total,
        max(_dice(one, total, frozenset(words)) for one, words in zip(held, known, strict=True)),
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in content_words(text) if not word[0].isdigit())


def _weight(words: Iterable[str]) -> int:
    """What words weigh together: their letters, as long words are the rare and telling ones."""
    return sum(map(len, words))


def _dice(held: Collection[str], total: int, words: Collection[str]) -> float:
    return 2 * _weight(held) / (total + _weight(words)) if held else 0.0
