"""How concepts are related: what each belongs to, and what its opposite is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reasonscore.lexicon.table import resource_lines


@dataclass(frozen=True, slots=True)
class Links:
    """Edges between the numbers of a lexicon.

    Attributes:
        broader: What a concept directly belongs to.
        opposite: Pairs that exclude each other by direction or side, both ways.
    """

    broader: dict[int, tuple[int, ...]]
    opposite: frozenset[tuple[int, int]]
    _above: dict[int, frozenset[int]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def embedded(cls, extra: Iterable[tuple[int, tuple[int, ...]]] = ()) -> Links:
        """The embedded edges and a user's own.

        Args:
            extra: Further concepts with what they belong to.
        """
        broader: dict[int, tuple[int, ...]] = {}
        opposite: set[tuple[int, int]] = set()
        for line in resource_lines("links.tsv.gz"):
            number, parents, others = line.split("\t")
            if parents:
                broader[int(number)] = tuple(map(int, parents.split(",")))
            for other in others.split(",") if others else ():
                opposite |= {(int(number), int(other)), (int(other), int(number))}
        for place, more in extra:
            broader[place] = tuple(dict.fromkeys((*broader.get(place, ()), *more)))
        return cls(broader, frozenset(opposite))

    def ancestors(self, number: int) -> frozenset[int]:
        """Everything that a concept belongs to, directly or not, itself excluded."""
        known = self._above.get(number)
        if known is not None:
            return known
        seen: set[int] = set()
        waiting = list(self.broader.get(number, ()))
        while waiting:
            parent = waiting.pop()
            if parent not in seen and parent != number:
                seen.add(parent)
                waiting.extend(self.broader.get(parent, ()))
        return self._above.setdefault(number, frozenset(seen))
