"""Parts of a number: "Of 200 patients, 18 withdrew and 4 died", "three seizures, two of them at night"."""

from __future__ import annotations

import re

from reasonscore.decompose.layout.plain_text import PlainText, added, cut, joined, offsets_of
from reasonscore.decompose.search.table import words_of

_LONGEST = 400
COUNTING = frozenset(
    "of among one two three four five six both none neither all some most several half each few first second last "
    "out".split()
)
"""Every sentence that names a part of a number holds one of these."""

_NUMBER = (
    r"(?:\d[\d,.]*(?:\s?%)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|most|half|both|none|neither)"
)
_DID = (
    r"(?:were|was|had|have|has|are|did|could|would|should|will|can|may|died|withdrew|underwent|went|became|began|fell|"
    r"rose|met|left|chose|took|made|got|said|felt|grew|led|lost|kept|gave|came|showed|saw|\w{3,}ed)"
)
_GROUP = re.compile(r"(?:Of|Among|Out of)\s[^,;:]{3,80},\s", re.I)
_SHARE = re.compile(rf"(?:(?:and|but|while)\s)?{_NUMBER}(?:\s\([^()]{{1,30}}\))?\s(?:\w+ly\s|also\s)?{_DID}\b", re.I)
_BETWEEN = re.compile(rf",?\s(?:and|but|while)\s(?={_NUMBER}\s)|[,;]\s(?:and\s|but\s)?(?={_NUMBER}\s)", re.I)
_COUNT = (
    r"(?<!of )(?<!of the )(?P<count>two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,3}|several|multiple)\s"
    r"(?P<noun>(?:(?!(?:of|in|at|on|with|and|or|per)\b)[a-z-]+\s){0,3}?"
    r"(?!(?:days|weeks|months|years|hours|minutes|times|units|doses|tablets|mg|mmol|points)\b)[a-z-]{2,}(?:s|children|people))\b"
)
_PART = (
    r"(?:one|two|three|four|five|six|another|both|none|neither|all|some|most|several|half|each|a few|"
    r"the (?:first|second|last))(?:\sof\s(?:them|these|those))?"
)
_HOW = (
    r"(?:in|at|on|with|without|during|after|before|by|from|within|under|due to|because of|between|while|"
    r"\w+(?:ed|ful|less|al|ous|ive|ent|ant|ic)|severe|mild|needing|requiring|\w+er(?=\sthan))\b"
)
_COUNTED = re.compile(
    rf"(?P<main>(?:[A-Z][^,;:()]*?\b)?{_COUNT}[^,;:()]{{0,50}})(?:,|:|\s[—–-])\s(?={_PART}\s{_HOW})", re.I
)
_NEXT = re.compile(rf"(?:,\s(?:and\s|but\s)?|\s(?:and|but)\s)(?={_PART}\s{_HOW})", re.I)
_WHICH = re.compile(r"\s(?:who|which|that|is|are|was|were|has|had|have|can|will|should|may)\s", re.I)
_PRESENT = re.compile(r"\b(?:is|are|there's|(?:has|have)(?! had| been)|shows?|causes?)\b", re.I)
_NEED = {"needing": "needed", "requiring": "required"}


def parts_of_count(plain: PlainText) -> list[PlainText]:
    """One sentence for each of the parts; any other sentence is left as it is.

    >>> [part.text for part in parts_of_count(PlainText("Of 200 men, 18 withdrew and 4 died.", 0))]
    ['Of 200 men, 18 withdrew.', 'Of 200 men, 4 died.']
    >>> [part.text for part in parts_of_count(PlainText("He had three falls, two of them at night.", 0))]
    ['He had three falls.', 'Two of the three falls were at night.']
    """
    text = plain.text
    if len(text) > _LONGEST or not ("," in text or ":" in text) or not text[:1].isupper():
        return [plain]
    return _shares(plain) or _described(plain) or [plain]


def _shares(plain: PlainText) -> list[PlainText]:
    """The group with each of its shares."""
    text = plain.text
    group = _GROUP.match(text)
    if group is None:
        return []
    pieces = _pieces(text, group.end(), len(text.rstrip(" .!")), _BETWEEN)
    if len(pieces) < _SEVERAL or not all(_SHARE.match(text, a, b) for a, b in pieces):
        return []
    front = cut(plain, 0, group.end())
    return [joined([front, cut(plain, a, b), added(".")]) for a, b in pieces]


def _described(plain: PlainText) -> list[PlainText]:
    """The count, and what is said of its parts without a verb."""
    text = plain.text
    match = _COUNTED.match(text)
    if match is None or text.split(" ", 1)[0].lower() in words_of("verbs", "order"):
        return []
    pieces = _pieces(text, match.end(), len(text.rstrip(" .!")), _NEXT)
    if any(_WHICH.search(text, a, b) or "," in text[a:b] for a, b in pieces):
        return []
    out = [joined([cut(plain, 0, match.end("main")), added(".")])]
    present = _PRESENT.search(match["main"]) is not None
    for a, b in pieces:
        part = re.match(_PART, text[a:b], re.I)
        if part is None:
            return []
        quantity = part[0].split(" of ")[0]
        rest = a + part.end() + 1
        several = quantity.lower() not in (
            "one",
            "another",
            "each",
            "neither",
            "none",
        ) and not quantity.lower().startswith("the ")
        verb = ("are" if several else "is") if present else ("were" if several else "was")
        first = text[rest:b].split()[0].lower()
        needed = _NEED.get(first)
        said = [
            added(f" {needed} " if needed else f" {verb} "),
            cut(plain, rest + (len(first) + 1 if needed else 0), b),
        ]
        name = [
            added(" of the "),
            _lower(cut(plain, *match.span("count"))),
            added(" "),
            cut(plain, *match.span("noun")),
        ]
        opening = PlainText(quantity.capitalize(), plain.start, offsets_of(cut(plain, a, a + len(quantity))))
        if quantity.lower().startswith("the "):
            name[1] = added(name[1].text)
        out.append(joined([opening, *name, *said, added(".")]))
    return out


def _lower(plain: PlainText) -> PlainText:
    return PlainText(plain.text.lower(), plain.start, offsets_of(plain))


_SEVERAL = 2


def _pieces(text: str, start: int, end: int, between: re.Pattern[str]) -> list[tuple[int, int]]:
    pieces, position = [], start
    for match in between.finditer(text, start, end):
        pieces.append((position, match.start()))
        position = match.end()
    return [*pieces, (position, end)]
