"""Basis: whether numbers of the evidence are enough to call a claim's number wrong.

Two numbers always have a difference; that a claim states another one is only wrong where it speaks of the same thing,
at the same time, and where the evidence does not give the claim's number itself.
"""

from __future__ import annotations

import math

from reasonscore.decompose.expression import Expression
from reasonscore.span import Span
from reasonscore.verify.comparison import Comparison
from reasonscore.verify.interval import in_unit
from reasonscore.verify.measure import Measure, measures
from reasonscore.verify.operation import multiple
from reasonscore.verify.statement import Statement, held_words, light_keys, word_key
from reasonscore.verify.wording import is_soft

SAME_TOPIC = 0.6
"""Share of the claim's words, numbers aside, that the sentences of the numbers must hold."""
MOST = 8
"""Other numbers of a claim that are looked for in the evidence."""
TIMES = frozenset({"s", "min", "h", "day", "week", "month", "year"})
"""Units of time."""
WHEN = Expression(
    r"\b(?:by|at|after|within|in|over|for|until|before|since|of|aged?|every|each|than|under|above|below|about|within)"
    r" (?:the )?(?:(?:first|last|next|about|age of|a|an) )*$"
)
"""Words before a time that says when something holds and is no result."""
_WORKED_OUT = frozenset(
    word_key(word)
    for word in "loss lost gain gained fell fall fallen drop dropped rose rise risen increase increased decrease "
    "decreased reduced reduction change changed difference higher lower more less than daily dose total add sum "
    "together body mass index third half quarter fifth double twice ratio gap pressure interval older later".split()
)
"""Keys of words for what was worked out, which the evidence does not use."""
_REPEATED = Expression(
    r"\b(?:each|apiece|per|doses|cycles|sessions|visits|courses|rounds|units|tablets|capsules|puffs|weekly|times)\b"
)
"""Words of amounts that a sum of what is written leaves out."""
_RELATIVE = Expression(
    r"\b(?:RR|HR|OR|CI|ratio|hazard|odds|relative|confidence|rate|threshold|limit|cut-?off|rule|at most|"
    r"(?<!adds )(?<!add )(?<!added )(?<!adding )up to|maximum|"
    r"minimum|no more than|at least)\b"
)
_OPEN = Expression(
    r"\b(?:not|no|never) (?:\w+ )?(?:known|recorded|measured|posted|entered|asked|stated|reported|given|available)\b|"
    r"\b(?:unknown|unclear|to follow|later|under way|pending|awaited|withheld|haemolysed|clotted)\b"
)


def is_basis(comparison: Comparison, span: Span, where: Span) -> bool:
    """Whether the numbers at `where` in the evidence are a basis for calling the claim's result at `span` wrong."""
    claim = comparison.claim
    held = [statement for offset, statement in comparison.evidence if _touches(where, offset, statement)]
    asked = [one for one in measures(claim.text) if any(start <= one.piece[0] < end for start, end in span)]
    if any(is_given(one, comparison) for one in asked) or not _is_about(comparison, span, held):
        return False
    if any(_OPEN.search(statement.text) for statement in held) and not _OPEN.search(claim.text):
        return False
    for one in asked:
        timed = one.quantity.unit in TIMES
        if timed and WHEN.search(claim.text, max(0, one.piece[0] - 40), one.piece[0]):
            return False
    if not asked and any(multiple(statement.text) for _, statement in comparison.evidence):
        return False
    loose = any(_REPEATED.search(statement.text) for statement in held)
    return not loose and not any(_RELATIVE.search(text) for text in (claim.text, *(one.text for one in held)))


def is_given(asked: Measure, comparison: Comparison) -> bool:
    """Whether the evidence has the claim's number itself, of whatever it is said there."""
    quantity = asked.quantity
    for _, statement in comparison.evidence:
        for one in measures(statement.text):
            same = in_unit(one.quantity, quantity.unit)
            if same is None or (same.unit is None) != (quantity.unit is None):
                continue
            if math.isclose(same.value, quantity.value, rel_tol=0.005):
                return True
            if quantity.comparator == "~" and math.isclose(same.value, quantity.value, rel_tol=0.1):
                return True
    return False


def _touches(where: Span, offset: int, statement: Statement) -> bool:
    return any(offset <= start < offset + len(statement.text) for start, _ in where)


def _is_about(comparison: Comparison, span: Span, held: list[Statement]) -> bool:
    """Whether the sentences of the numbers speak of what the claim speaks of, and at its times."""
    claim = comparison.claim
    every = measures(claim.text)
    numbers = [*(one.piece for one in every), *span]
    words = [
        index
        for index, word in enumerate(claim.words)
        if not (word.key in light_keys() | _WORKED_OUT or is_soft(word.key) or word.key[0].isdigit())
        and not any(start <= word.piece[0] < end for start, end in numbers)
    ]
    found: frozenset[int] = frozenset()
    for statement in held:
        found |= held_words(claim, statement)
    if words and sum(index in found for index in words) < SAME_TOPIC * len(words):
        return False
    others = [one for one in every[:MOST] if not any(start <= one.piece[0] < end for start, end in span)]
    return all(is_given(one, comparison) for one in others)
