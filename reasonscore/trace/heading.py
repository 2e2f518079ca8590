"""Heading lines of a response and the part of a trace that each one opens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reasonscore.span import Piece, trim
from reasonscore.trace.line import lines
from reasonscore.trace.table import read_table
from reasonscore.trace.title import title_role

_LONGEST = 90
_HASHES = re.compile(r"#{1,6}(?![#\d])")
_FRAMED = re.compile(r"[【\[]([^】\]\n]{1,60})[】\]][ \t]{0,4}")
_MARK = re.compile(r"[:：]|\s?(?:[-=]{1,2}>|→|⇒|=)|\s[–—-](?=\s)")
"""What parts a title from the text on its line: a colon, or before an answer a dash or an arrow."""
_ASIDE = re.compile(r"\([^()\n]{3,40}\)")
_NUMERALS = frozenset(("i", "ii", "iii", "iv", "v", "vi", "section", "part"))


@dataclass(frozen=True, slots=True)
class Heading:
    """A line (or the start of one) that names what follows.

    Args:
        title: The heading in lower case, without marks.
        role: `thinking`, `final`, `answer`, `differential`, `treatment`, `request`, `question`, `reference`,
            `retrieved`, `queries`; None where the table does not know the title.
        level: Number of hashes; 0 for a heading without any.
        piece: The heading itself, without the text that follows it on the line.
        body: Where the text that it opens starts.
        inline: That text starts on the same line.
    """

    title: str
    role: str | None
    level: int
    piece: Piece
    body: int
    inline: bool = False


def headings(text: str, start: int = 0, end: int | None = None) -> Iterator[Heading]:
    r"""The headings of `text[start:end]`: hash lines, bold lines, and known titles followed by a colon.

    >>> [(found.title, found.role) for found in headings("## Thinking\nHm.\n**Final Answer:** B")]
    [('thinking', 'thinking'), ('final answer', 'answer')]
    """
    for piece in lines(text, start, end):
        found = _heading(text, *piece)
        if found is not None:
            yield found


def normal_title(text: str) -> str:
    """A title in lower case, letters and digits only, single spaces.

    >>> normal_title("**Chain-of-Thought:**")
    'chain of thought'
    """
    text = unicodedata.normalize("NFKC", text[:_LONGEST]).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


def _heading(text: str, start: int, end: int) -> Heading | None:
    left, right = trim(text, start, end)
    if left == right or not _may_head(text, left, right):
        return None
    hashes = _HASHES.match(text, left, right)
    level = hashes.end() - left if hashes else 0
    whole = right - left <= _LONGEST
    title = normal_title(_ASIDE.sub(" ", text[left:right])) if whole else ""
    if level:
        role = _role(title, numbered=True)
        if role is None:
            split = _inline(text, left, right, level)
            if split is not None:
                return split
        return Heading(title, role, level, (left, right), min(right + 1, end + 1))
    if whole and _stands_alone(text, left, right):
        role = _role(title)
        if role is not None or text.startswith("**", left):
            return Heading(title, role, 0, (left, right), right)
    framed = _FRAMED.match(text, left, right)
    if framed is not None and (role := _role(normal_title(framed[1]))) is not None:
        body = framed.end()
        return Heading(normal_title(framed[1]), role, 0, (left, body), body, inline=body < right)
    return _inline(text, left, right, 0)


def _may_head(text: str, left: int, right: int) -> bool:
    """A cheap first look: marks at the start, or a colon near it."""
    if text[left] in "#*[【":
        return True
    return _MARK.search(text, left, min(right, left + _LONGEST + 2)) is not None


def _stands_alone(text: str, left: int, right: int) -> bool:
    """Bold from end to end, in brackets, or closed by a colon."""
    line = text[left:right].rstrip(":：* ")
    bold = (
        text.startswith("**", left)
        and text[left:right].rstrip(":： ").endswith("**")
        and text.count("**", left, right) == 2
    )
    framed = text[left] in "[【" and line[-1:] in "]】"
    return bold or framed or text[left:right].rstrip("* ").endswith((":", "："))


def _inline(text: str, left: int, right: int, level: int) -> Heading | None:
    """A known title, a colon, and text after it on the same line."""
    limit = min(right, left + _LONGEST)
    mark = _MARK.search(text, left, limit)
    if mark is None:
        return None
    title = normal_title(_ASIDE.sub(" ", text[left : mark.start()]))
    role = _role(title)
    if role is None or (mark[0] not in ":：" and role not in ("answer", "differential")):
        return None
    body = mark.end()
    while body < right and text[body] in "*_ \t":
        # A bold mark that opens the answer itself belongs to the answer.
        if text.startswith("**", body) and text.count("**", left, body) % 2 == 0:
            break
        body += 1
    return Heading(title, role, level, (left, body), body, inline=body < right)


def _role(title: str, *, numbered: bool = False) -> str | None:
    """The role of a title; that of a numbered one (`2. Reasoning`) only where hashes say that it is a heading."""
    roles = _roles()
    if title in roles:
        return roles[title]
    if title.startswith(("the ", "my ", "our ")) or title.endswith((" is", " are")):
        plain = title.removeprefix("the ").removeprefix("my ").removeprefix("our ").removesuffix(" is")
        return roles.get(plain.removesuffix(" are"))
    head, _, tail = title.partition(" ")
    if numbered and (head.isdigit() or head in _NUMERALS) and tail in roles:
        return roles[tail]
    return title_role(title)


@cache
def _roles() -> dict[str, str]:
    return {normal_title(title): role for role, _, title in read_table("headings.tsv")}
