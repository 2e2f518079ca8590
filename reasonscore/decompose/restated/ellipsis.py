"""What the second of two alternatives leaves out: "at six weeks if low, or at six months if higher"."""

from __future__ import annotations

import re

from reasonscore.decompose.layout.plain_text import PlainText, cut, joined
from reasonscore.decompose.search.expression import Expression
from reasonscore.decompose.search.word_index import lacks

_PLACE = r"(?:at|in|after|within|every|for|with|by|to|on|from|over)\s[^,;]{2,40}?"
_ALTERNATIVES = re.compile(
    rf"(?P<main>[^,;]{{4,120}}?)\s(?P<one>{_PLACE}\s(?:if|when|unless)\s[^,;]{{3,60}}),?\s(?P<and>or|and|but)\s"
    rf"(?P<two>{_PLACE}\s(?:if|when|unless)\s[^,;]{{3,60}})$",
    re.I,
)
_OBJECTS = re.compile(
    r"(?P<main>[^,;]{4,120}?\s(?:be|is|are|give|use|order|get|start|consider|choose|offer))\s"
    r"(?P<one>(?:an?|the)\s[^,;]{2,50}?\s(?:if|when|unless)\s[^,;]{3,60}),?\s(?P<and>or|and|but)\s"
    r"(?P<two>(?:an?|the)\s(?!(?:(?!if\b|when\b|unless\b)[\w-]+\s){1,4}(?:is|are|was|should|can|may|has)\s)[^,;]{2,50}?\s(?:if|when|unless)\s[^,;]{3,60})$",
    re.I,
)
"""The same of things: "the next step is a CT if she is stable, or an ultrasound if she isn't"."""

_REASONS = re.compile(
    r"(?P<main>(?:seek|call|get|see|go|come|contact|return|visit)\b[^,;:]{2,80}?)\s(?P<things>for\s[^;:]{5,200}?),?\s"
    r"(?P<or>or\s)(?P<clause>(?:if|when)\s[^;:]{5,100})",
    re.I,
)
"""Things and a clause for which something is to be done: "call for a fever, a rash, or if the pain returns"."""

_LIMIT = (
    r"(?:below|above|under|over|less than|more than|greater than|at least|at most|between|at or (?:below|above)|"
    r"<|>|≤|≥)\s?\d"
)
_LIMITS = re.compile(
    rf"(?P<if>(?:If|When|Once)\s[^,;]{{3,80}}?\s)(?P<one>{_LIMIT}[^,;]{{0,40}}),\s(?P<first>[^;]{{3,160}});\s"
    rf"(?:and\s|but\s)?(?:if\s|when\s)?(?P<two>{_LIMIT}[^,;]{{0,30}}),\s(?P<second>[^;]{{3,160}})$",
    re.I,
)
"""Two limits of one value: "If the eGFR is below 45, halve the dose; below 30, stop it"."""

_IT = re.compile(r"\s(?:if|when|unless)\s(it)\s", re.I)
_SUBJECT = re.compile(
    r"\s(?:if|when|unless)\s((?:the|her|his|an?)\s(?:[\w-]+\s){0,2}?[\w-]+)\s(?:is|was|has|remains|stays|falls|rises|becomes)\b",
    re.I,
)
_MARKER = Expression(r"\s(?:if|when|unless)\s")
CONDITIONAL = frozenset({"if", "when", "unless"})


def fill(plain: PlainText) -> list[PlainText]:
    """One sentence for each of two conditional alternatives, with what they share; else the sentence itself.

    >>> text = "Repeat it at six weeks if low, or at six months if higher."
    >>> [part.text for part in fill(PlainText(text, 0))]
    ['Repeat it at six weeks if low.', 'Repeat it at six months if higher.']
    """
    text = plain.text
    if lacks(text, CONDITIONAL):
        return [plain]
    listed = _REASONS.fullmatch(text) if len(text) <= 300 else None
    if listed is not None and lacks(listed["main"], CONDITIONAL):
        return _reasons(plain, listed)
    limits = _LIMITS.fullmatch(text) if len(text) <= 400 and ";" in text else None
    if limits is not None:
        one = cut(plain, 0, limits.end("first"))
        return [one, joined([cut(plain, 0, limits.end("if")), cut(plain, limits.start("two"))])]
    if len(text) > 300 or len(_MARKER.spans(text)) != 2:
        return [plain]
    body = text.rstrip(" .!")
    match = _ALTERNATIVES.match(body) or _OBJECTS.match(body)
    if match is None:
        return [plain]
    offsets = plain.offsets or tuple(range(plain.start, plain.start + len(text)))
    made = []
    for name in ("one", "two"):
        start, end = match.span(name)
        gap = (offsets[start - 1],)
        part, places = match[name], offsets[start:end]
        if name == "two":
            part, places = _named(part, places, match["one"], offsets[slice(*match.span("one"))])
        kept = offsets[: match.end("main")] + gap + places + (offsets[end - 1],)
        made.append(PlainText(f"{match['main']} {part}.", plain.start, kept))
    return made


def _reasons(plain: PlainText, match: re.Match[str]) -> list[PlainText]:
    """One sentence for each of the things, and one for the clause."""
    main = cut(plain, 0, match.end("main") + 1)
    start, end = match.start("things") + len("for "), match.end("things")
    pieces, position = [], start
    for comma in re.finditer(r",\s", plain.text[start:end]):
        pieces.append((position, start + comma.start()))
        position = start + comma.end()
    pieces.append((position, end))
    preposition = cut(plain, match.start("things"), start)
    made = [joined([main, preposition, cut(plain, a, b)]) for a, b in pieces]
    return [*made, joined([main, cut(plain, match.start("clause"))])]


def _named(text: str, places: tuple[int, ...], before: str, earlier: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The second alternative with what its "it" means: the subject of the first condition."""
    pronoun, subject = _IT.search(text), _SUBJECT.search(before)
    if pronoun is None or subject is None:
        return text, places
    start, end = pronoun.span(1)
    first, last = subject.span(1)
    named = text[:start] + before[first:last] + text[end:]
    return named, places[:start] + earlier[first:last] + places[end:]
