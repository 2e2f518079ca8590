"""ROUGE-1 F of two texts, by words, without a dependency."""

from __future__ import annotations

from collections import Counter

from reasonscore.metrics.matching.normalise import normalise


def rouge_one_f(predicted: str, gold: str) -> float:
    """The F-score of the words that two texts share, each as often as in both; 0 where either has none.

    >>> round(rouge_one_f("start oral iron", "start iron"), 2)
    0.8
    """
    ours, theirs = Counter(normalise(predicted).split()), Counter(normalise(gold).split())
    shared = sum((ours & theirs).values())
    return 2 * shared / (sum(ours.values()) + sum(theirs.values())) if shared else 0.0
