"""Direction words: a low or high analyte is a state with a name.

Both orders count: `low sodium`, `decreased serum sodium`, `sodium low`, `sodium level was elevated`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reasonscore.lexicon.table import resource_lines
from reasonscore.lexicon.token import Tokens

_LOW = frozenset(
    "low lower lowered decreased reduced depressed diminished subnormal deficient dropped falling deplete depleted"
    " deficiency".split()
)
_HIGH = frozenset("high higher elevated increased raised supranormal excessive excess rising elevation".split())
_BEFORE = frozenset("serum plasma blood level of in the total a an his her".split())
_AFTER = frozenset(
    "level count concentration value was is are were be remain remained reading result found measured being came back"
    " to be been had has".split()
)
_ADVERB = frozenset(
    "very markedly mildly slightly severely significantly too critically abnormally moderately profoundly quite"
    " persistently extremely dangerously".split()
)
_NOT_A_STATE = frozenset("diet intake dose salt risk normal cost grade therapy".split())
_REACH = 3

_Hit = tuple[int, int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Directions:
    """The states of each analyte.

    Attributes:
        states: Number of the analyte to the numbers of its low and its high state.
    """

    states: dict[int, tuple[int, int]]

    @classmethod
    def embedded(cls, number_of: Callable[[str], int | None]) -> Directions:
        """The states of the embedded analytes.

        Args:
            number_of: The number of a concept id.
        """
        states = {}
        for line in resource_lines("states.tsv"):
            analyte, low, high = map(int, line.split("\t"))
            states[analyte] = (low, high)
        return cls(states)

    def extend(self, tokens: Tokens, hits: list[_Hit]) -> list[_Hit]:
        """The hits, where an analyte with its direction word has become the state that the two name."""
        if self.states.keys().isdisjoint([hit[2][0] for hit in hits]):
            return hits
        extended: list[_Hit] = []
        for place, (first, last, numbers) in enumerate(hits):
            states = self.states.get(numbers[0])
            if states is not None:
                floor = extended[-1][1] if extended else 0
                ceiling = hits[place + 1][0] if place + 1 < len(hits) else len(tokens.folded)
                change = _direction(tokens.folded, first, last, floor, ceiling)
                if change is not None:
                    first, last, low = change
                    numbers = (states[0] if low else states[1],)
            extended.append((first, last, numbers))
        return extended


def _direction(folded: list[str], first: int, last: int, floor: int, ceiling: int) -> tuple[int, int, bool] | None:
    """First token, token after the last and whether it is low; None where no direction word belongs to the analyte."""
    end = last
    while end < ceiling and end - last < _REACH and folded[end] in _AFTER:
        end += 1
    if end < ceiling and folded[end] in _ADVERB:
        end += 1
    if end < ceiling and (folded[end] in _LOW or folded[end] in _HIGH):
        return first, end + 1, folded[end] in _LOW
    start = first - 1
    while start >= floor and first - start <= _REACH and folded[start] in _BEFORE:
        start -= 1
    if start >= floor and (folded[start] in _LOW or folded[start] in _HIGH):
        stop = last + 1 if last < ceiling and folded[last] in ("level", "count", "concentration", "value") else last
        if stop < len(folded) and folded[stop] in _NOT_A_STATE:
            return None
        return start, stop, folded[start] in _LOW
    return None
