"""When a claim holds: its time expression verbatim, or current, past, future."""

from __future__ import annotations

from reasonscore.decompose.search.table import pattern

_UNIT = r"(?:second|minute|hour|day|night|week|month|year|decade)s?"
_NUMBER = (
    r"(?:\d+(?:[.,]\d+)?(?:\s?(?:-|–|to)\s?\d+)?|an?|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|twelve|several|a few|many|some|"
    r"the (?:last|past|previous|next|first)(?: \w+)?)"
)


def temporality(text: str) -> str:
    """The time expression of a claim, or `past`, `future`, `current`.

    >>> temporality("The pain started three weeks ago."), temporality("The calcium is low.")
    ('three weeks ago', 'current')
    >>> temporality("Aspirin was given."), temporality("Aspirin should be given.")
    ('past', 'current')
    """
    match = pattern("temporality.expression").search(text)
    if match:
        return match.group()
    if pattern("temporality.future").found(text):
        return "future"
    return "past" if pattern("temporality.past").found(text) else "current"
