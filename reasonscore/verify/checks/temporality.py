"""Temporality: acute or chronic, sudden or gradual, ongoing or stopped, of the same thing.

Order in time ("A before B") is a relation and belongs to the role check; durations are quantities.
"""

from __future__ import annotations

from reasonscore.verify.checks.axis import axis_check
from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.statement import word_key
from reasonscore.verify.verdict import Check

NAME = "temporality"
SAME_TOPIC = 0.6
"""Share of the claim's other words that a sentence must hold before their times are compared."""

_TIMES = frozenset(
    word_key(word)
    for word in "throughout whole entire during stay hospital admission admitted discharge course period visit day "
    "since until".split()
)
"""Keys of words that say when; another time of the same stay is no other topic."""


def temporality_check(comparison: Comparison) -> Check:
    """Whether evidence about the claim's words puts them at the claim's time."""
    return axis_check(comparison, NAME, "acuity", SAME_TOPIC, _TIMES)
