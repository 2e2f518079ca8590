"""Operands: the numbers of the evidence that something can be worked out from."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reasonscore.span import Piece
from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.interval import in_unit
from reasonscore.verify.facts.measure import Measure, is_label, is_year, measures
from reasonscore.verify.facts.same_measure import same_thing
from reasonscore.verify.facts.statement import REMEMBERED, Statement

_WHOLE = re.compile(r"(?:\d|,)? (?:out )?of (?:the |all |these |a total of )?$", re.IGNORECASE)


class Operand(NamedTuple):
    """A number of the evidence, placed in the evidence."""

    measure: Measure
    piece: Piece
    statement: Statement

    def value_in(self, unit: str | None) -> float:
        """Its value in another unit; as it stands where it cannot be turned into that."""
        quantity = in_unit(self.measure.quantity, unit, self.measure.quantity.name)
        return quantity.value if quantity is not None else self.measure.quantity.value


class Result(NamedTuple):
    """What an operation gives, in the claim's unit, and the operands; `sure` where another value would be wrong."""

    value: float
    pieces: tuple[Piece, ...]
    sure: bool = True


def operands(comparison: Comparison) -> list[Operand]:
    """The evidence's numbers without reference ranges, aims, years, labels and the sizes of whole groups."""
    return [
        Operand(one, (one.piece[0] + offset, one.piece[1] + offset), statement)
        for offset, statement in comparison.evidence
        for one in _working(statement)
    ]


@lru_cache(maxsize=REMEMBERED)
def _working(statement: Statement) -> tuple[Measure, ...]:
    """The numbers of a sentence that something can be worked out from."""
    found = []
    for one in measures(statement.text):
        named = is_year(statement.text, one) or is_label(statement.text, one)
        bare = one.quantity.unit is None
        named = named or (bare and bool(_WHOLE.search(statement.text, max(0, one.piece[0] - 24), one.piece[0])))
        if one.role not in ("range", "aim") and not named:
            found.append(one)
    return tuple(found)


@lru_cache(maxsize=REMEMBERED)
def asked_results(claim: Statement) -> tuple[Measure, ...]:
    """The claim's numbers that may have been worked out: neither aims nor years nor labels."""
    asked = [one for one in measures(claim.text) if not one.role and not is_year(claim.text, one)]
    return tuple(one for one in asked if not is_label(claim.text, one))


def alike(asked: Measure, held: list[Operand]) -> list[Operand]:
    """Operands in units that the claim's can be turned into, of the same thing where both name one."""
    found = []
    for one in held:
        quantity = one.measure.quantity
        if (quantity.unit is None) != (asked.quantity.unit is None) or in_unit(quantity, asked.quantity.unit) is None:
            continue
        named = asked.quantity.name is not None and quantity.name is not None
        if named and not same_thing(asked, one.measure):
            continue
        if quantity.comparator in ("=", "~") and quantity.high is None:
            found.append(one)
    return found
