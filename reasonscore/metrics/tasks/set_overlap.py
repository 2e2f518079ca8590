"""Items that two lists share, each as often as in both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from reasonscore.metrics.matching.normal_form import normalise
from reasonscore.metrics.tasks.f_score import FCounts


def overlap(predicted: Sequence[Any], gold: Sequence[Any]) -> FCounts:
    """Counts of the shared items; a predicted item that repeats counts once more as predicted.

    >>> overlap(["a", "a"], ["a", "b"])
    FCounts(hits=1, predicted=2, gold=2)
    """
    ours, theirs = Counter(map(_key, predicted)), Counter(map(_key, gold))
    return FCounts(sum((ours & theirs).values()), sum(ours.values()), sum(theirs.values()))


def _key(item: Any) -> Any:
    if isinstance(item, Mapping):
        return tuple(sorted((str(name), _key(value)) for name, value in item.items()))
    if isinstance(item, list | tuple):
        return tuple(_key(part) for part in item)
    return normalise(item) if isinstance(item, str) else item
