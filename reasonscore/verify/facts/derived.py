"""Derived numbers: what follows from two numbers of the evidence, such as a difference or a product."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from reasonscore.span import Piece
from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.measure import Measure, measures

_FROM = re.compile(r"\bfrom (?:\w+ ){0,2}$", re.IGNORECASE)


def differences(asked: Measure, comparison: Comparison) -> list[tuple[bool | None, Piece]]:
    """What "from 11 to 9" says of "by 2"."""
    found: list[tuple[bool | None, Piece]] = []
    for offset, statement in comparison.evidence:
        pairs = measures(statement.text)
        for first, second in pairwise(pairs):
            between = statement.text[first.piece[1] : second.piece[0]].strip().lower()
            named = {asked.concept, first.concept}
            if None not in named and len(named) > 1:
                continue
            if between not in ("to", "to about", "→", "->", "") or not _FROM.search(statement.text, 0, first.piece[0]):
                continue
            unit = second.quantity.unit
            if asked.quantity.unit not in (unit, None) or first.quantity.unit not in (unit, None):
                continue
            change = abs(second.quantity.value - first.quantity.value)
            right = math.isclose(change, asked.quantity.value, rel_tol=0.02, abs_tol=1e-9)
            found.append((right, (first.piece[0] + offset, second.piece[1] + offset)))
    return found


def is_computed(value: float, numbers: Sequence[float]) -> bool:
    """Whether a value is the sum, difference, product or quotient of two numbers, at any power of a thousand.

    >>> is_computed(200, [40, 5, 18]), is_computed(210, [40, 5, 18])
    (True, False)
    """
    for first, second in combinations(numbers, 2):
        if not first or not second:
            continue
        results = (first + second, abs(first - second), first * second, first / second, second / first)
        if any(
            math.isclose(result * scale, value, rel_tol=0.03) for result in results for scale in (1.0, 1e-3, 1e3, 100.0)
        ):
            return True
    return False
