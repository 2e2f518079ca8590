"""Alternatives at the end of a claim that a parser took for one: "... if the skin reddens or pus appears"."""

from __future__ import annotations

import re
from dataclasses import replace

from reasonscore.decompose.draft import ConditionDraft, Draft
from reasonscore.decompose.segment import VERB

_CLAUSE = re.compile(
    rf"(?:(?:the|an?|any|no|his|her|its|their|your)\s+)?(?:[\w-]+\s+){{1,3}}?(?:{VERB}|\w{{3,}}s)(?:\s|$)", re.I
)
CLAUSES = re.compile(
    r",\s(?:the|an?|his|her|their|your|its|it|he|she|they|there|you|any|no)\s[^,]{2,70}?\sor\s"
    r"[^,]{2,70}(?=,)",
    re.I,
)
"""Two more alternatives behind the comma of a first one, up to the comma that ends them."""

COMMA_OR = re.compile(r",\s+(?:or\s+)?(?=(?:the|an?|his|her|it|he|she|they|there|you|any|no)\s)|\s+or\s+", re.I)
"""What divides such alternatives."""

_FINITE = re.compile(rf"\b{VERB}\b", re.I)


def clauses_end(text: str, start: int, comma: int, end: int) -> int | None:
    """The comma behind alternatives that are clauses, of which the one at `comma` is the first.

    >>> text = "if the leg swells, the calf hurts or she faints, call"
    >>> clauses_end(text, 3, text.index(","), len(text)) == text.rindex(",")
    True
    """
    match = CLAUSES.match(text, comma, end)
    if match is None or not _FINITE.search(text, start, comma):
        return None
    halves = re.split(r"\sor\s", match[0])
    return match.end() if all(_FINITE.search(half) for half in halves) else None


def split_alternatives(draft: Draft) -> list[Draft]:
    """The draft, or one for each clause of its closing condition that "or" joins."""
    for position, condition in enumerate(draft.conditions):
        parts = _parts(draft, condition)
        if parts is not None:
            return [_with(draft, position, part) for part in parts]
    listed = [c for c in draft.conditions if c.kind == "if" and c.place == "final"]
    if len(listed) > 1 and len(listed) == len(draft.conditions) and all(map(_follows, listed, listed[1:])):
        return [replace(draft, conditions=(condition,)) for condition in listed]
    return [draft]


def _follows(one: ConditionDraft, two: ConditionDraft) -> bool:
    """Whether only a comma stands between two conditions: "if A, if B or if C"."""
    return one.words[-1].start >= 0 and two.words[0].start - one.words[-1].end == 2


def _parts(draft: Draft, condition: ConditionDraft) -> list[ConditionDraft] | None:
    if (
        condition.kind not in ("if", "when")
        or condition.place == "initial"
        or condition.words[0].text.lower() == "only"
    ):
        return None
    words = condition.words
    if condition.place == "inside" and draft.words[-len(words) :] != words:
        return None
    at = next((i for i in range(len(words) - 2, condition.marker, -1) if words[i].text.lower() == "or"), -1)
    if at < 0:
        return None
    marker = words[: condition.marker]
    first, second = words[condition.marker : at], words[at + 1 :]
    if first and first[-1].text == ",":
        first = first[:-1]
    if second and second[0].text.lower() == marker[0].text.lower():
        second = second[len(marker) :]
    texts = [" ".join(word.text for word in part) for part in (first, second)]
    if not all(_CLAUSE.match(text) for text in texts):
        return None
    return [condition._replace(words=(*marker, *part)) for part in (first, second)]


def _with(draft: Draft, position: int, condition: ConditionDraft) -> Draft:
    conditions = (*draft.conditions[:position], condition, *draft.conditions[position + 1 :])
    old = draft.conditions[position]
    words = draft.words
    if old.place == "inside":
        words = (*words[: len(words) - len(old.words)], *condition.words)
    return replace(draft, words=words, conditions=conditions)
