"""A label and what it is said to be, without a verb: "Metformin - first line, weight neutral"."""

from __future__ import annotations

import re
from functools import cache

from reasonscore.decompose.layout.plain_text import PlainText, added, cut, joined
from reasonscore.decompose.search.table import alternation, read_table, words_of
from reasonscore.decompose.segments.label import has_label_mark
from reasonscore.decompose.segments.segment import has_verb

_LONGEST = 300
_LABEL = re.compile(r"(?P<label>[A-Z][\w'/+-]*(?:\s[\w'/+(),-]+){0,5}?)(?::\s+|\s+[-–—]\s+)(?=[\w(])")
_DIVIDER = re.compile(
    r"[,;]\s+(?:(?:and|but)\s+)?|\s+(?:and|but)\s+(?=(?:may|can|should|must|needs|requires|not|no)\s)"
)
_DENIED = re.compile(r"no\s[a-z]", re.I)
_DEGREES = re.compile(
    r"(?:(?:not|also|often|usually|generally|typically|very|quite|fairly|relatively|highly|most|more|less|least|too|always|"
    r"rarely|sometimes|only|still|widely|commonly|now|so|as|equally|extremely|especially|over-the-counter)\s)+"
    r"|(?!only\b)\w+ly\s",
    re.I,
)
_ADJECTIVE = re.compile(
    r"[\w-]*(?:able|ible|ive|ous|ful|less|tolerated|indicated|approved|recommended|preferred|absorbed|licensed|used|needed|"
    r"required|reserved|associated|linked|limited)",
    re.I,
)
_ENDS = re.compile(
    r"\s*$|\s*\([^()]*\)\s*$|\s(?:for|in|with|to|by|at|than|as|on|over|if|when|unless|because|without|from|during|"
    r"within|among|after|before|until|of|where|against|about|only|enough|first|too)\b",
    re.I,
)


def describe(plain: PlainText) -> tuple[PlainText, list[PlainText]] | None:
    """The label, and a sentence for each thing that it is said to be; None where something else stands behind it.

    >>> label, said = describe(PlainText("Metformin - first line, weight neutral, may cause diarrhoea.", 0))
    >>> label.text, [part.text for part in said]
    ('Metformin', ['Metformin is first line', 'Metformin is weight neutral', 'Metformin may cause diarrhoea'])
    """
    text = plain.text
    if len(text) > _LONGEST or not has_label_mark(text):
        return None
    match = _LABEL.match(text)
    if match is None or not _may_be_described(match["label"]):
        return None
    end = len(text.rstrip(" ."))
    pieces = _pieces(text, match.end(), end)
    label = cut(plain, 0, match.end("label"))
    verb = " are " if _plural(label.text) else " is "
    said: list[PlainText] = []
    for a, b in pieces:
        part = cut(plain, a, b)
        if _DENIED.match(part.text) and not has_verb(part.text):
            glue = " have " if verb == " are " else " has "
        elif part.text.split(" ", 1)[0].lower() in words_of("tables", "verb"):
            glue = " "
        elif _predicative(part.text):
            glue = verb
        else:
            return None
        said.append(joined([label, added(glue), part]))
    return (label, said) if said else None


def _may_be_described(label: str) -> bool:
    """False for a section of a note, an order and a clause: "Plan", "Avoid aspirin", "The scan was clear"."""
    low = label.lower()
    known = {row[1] for row in read_table("notes") if row[0] in ("section", "study", "items", "panel", "specimen")}
    words = low.split()
    if low in known or words[0] in words_of("verbs", "order") or words[0] in _POINTING or words[-1] in _ASPECTS:
        return False
    return not has_verb(label) and label.count("(") == label.count(")")


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between the commas outside brackets."""
    pieces, position = [], start
    for match in _DIVIDER.finditer(text, start, end):
        before = text[position : match.start()]
        if before.count("(") > before.count(")"):
            continue
        pieces.append((position, match.start()))
        position = match.end()
    pieces.append((position, end))
    return pieces


def _predicative(part: str) -> bool:
    """True for an adjective with what hangs on it: "very effective for pain", "weight neutral"."""
    rest = part
    degrees = _DEGREES.match(rest)
    if degrees is not None:
        rest = rest[degrees.end() :]
    known = _known().match(rest) or _ADJECTIVE.match(rest)
    return known is not None and _ENDS.match(rest, known.end()) is not None


@cache
def _known() -> re.Pattern[str]:
    """The adjectives that are told by no ending, with a noun before them: "neutral", "weight neutral"."""
    return re.compile(rf"(?:[\w-]+\s)?(?:{alternation(words_of('tables', 'adjective'))})(?![\w-])", re.I)


def _plural(label: str) -> bool:
    last = re.sub(r"\s*\([^()]*\)", "", label).split()[-1:]
    several = bool(last) and last[0].endswith("s") and not last[0].endswith(("ss", "us", "is", "xs"))
    return " and " in label or (several and not last[0].isupper())


_POINTING = frozenset(
    "the this that these those it they he she you your my our his her their there step note so but and if when why how "
    "what who which not no yes "
    "in on at for against with without after before during under from by".split()
)
_ASPECTS = frozenset(
    "duration onset frequency severity timing location quality character prognosis mechanism cause causes treatment "
    "diagnosis dose history findings symptoms signs answer question summary".split()
)
