"""When a claim holds: its time expression verbatim, or current, past, future."""

from __future__ import annotations

import re

_UNIT = r"(?:second|minute|hour|day|night|week|month|year|decade)s?"
_NUMBER = r"(?:\d+(?:[.,]\d+)?(?:\s?(?:-|–|to)\s?\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|a few|many|some|the (?:last|past|previous|next|first)(?: \w+)?)"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_EXPRESSION = re.compile(
    rf"\b(?:(?:over|for|in|within|during|after|about|at|by) (?:the )?(?:last |past |next |first |previous |following )?{_NUMBER} {_UNIT}(?: (?:later|ago|earlier|before))?|"
    rf"{_NUMBER} {_UNIT} (?:ago|later|earlier|before|after)|(?:the )?(?:next|following|previous|last|this) (?:morning|day|night|week|month|year|evening|afternoon)|"
    rf"(?:on|by|since|until|before|after) (?:{_DAY}|{_MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})?|day \d+|admission|arrival|discharge|presentation)|"
    r"(?:in|since|by|until|during|from) (?:early |late |mid-?)?(?:19|20)\d\d(?:s)?|yesterday|today|tonight|tomorrow|currently|now|at present|previously|recently|overnight|"
    rf"(?:since|during|in) (?:childhood|infancy|adolescence|pregnancy|labou?r|birth|the (?:first|second|third) trimester)|at (?:age )?\d+ (?:{_UNIT})|since {_DAY}|(?:before|after) (?:the |a |an |his |her )?(?:\w+ )?(?:fall|surgery|operation|transplant|delivery|treatment|meal|meals|exercise|diuresis|chemotherapy|dialysis|procedure|biopsy|tracheostomy|infusion))\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|developed|presented|underwent|received|began|became|reported|noted|started|resolved|improved|treated|given|history of|previous)\b",
    re.I,
)
_FUTURE = re.compile(
    r"\b(?:will|shall|going to|should be (?:back|done|repeated)|is planned|are planned|is scheduled)\b", re.I
)


def temporality(text: str) -> str:
    """The time expression of a claim, or `past`, `future`, `current`.

    >>> temporality("The pain started three weeks ago."), temporality("The calcium is low.")
    ('three weeks ago', 'current')
    """
    match = _EXPRESSION.search(text)
    if match:
        return match.group()
    if _FUTURE.search(text):
        return "future"
    return "past" if _PAST.search(text) else "current"
