"""Alternatives at the end of a claim that a parser took for one: "... if the skin reddens or pus appears"."""

from __future__ import annotations

import re

from reasonscore.decompose.draft import ConditionDraft, Draft, Word
from reasonscore.decompose.segments.segment import VERB

_CLAUSE = re.compile(
    rf"(?:(?:the|an?|any|no|his|her|its|their|your)\s+)?(?:[\w-]+\s+){{1,3}}?(?:{VERB}|\w{{3,}}s)(?:\s|$)", re.I
)
CLAUSES = re.compile(
    r",\s(?:the|an?|his|her|their|your|its|it|he|she|they|there|you|any|no)\s[^,]{2,70}?,?\sor\s"
    r"[^,]{2,70}(?=,)",
    re.I,
)
"""Two more alternatives behind the comma of a first one, up to the comma that ends them."""

COMMA_OR = re.compile(r",\s+(?:or\s+)?(?=(?:the|an?|his|her|it|he|she|they|there|you|any|no)\s)|\s+or\s+", re.I)
"""What divides such alternatives."""

_NOMINAL = re.compile(
    r"(?:any|all|some|one|none|either|both)\sof\b|[\w-]+(?:\s[\w-]+){0,3}\s(?:that|which|who|whose)\b", re.I
)
"""A noun, not a clause: "any of the other ingredients", "a rash that doesn't fade"."""

_FINITE = re.compile(rf"\b{VERB}\b", re.I)
_SPEAKER = re.compile(r"(?:^|\s)(?:you|they|we)\s[a-z]+\s\w", re.I)


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
    return match.end() if all(_FINITE.search(half) or _SPEAKER.search(half) for half in halves) else None


def split_alternatives(draft: Draft) -> list[Draft]:
    """The draft, or one for each clause of its closing condition that "or" joins."""
    for position, condition in enumerate(draft.conditions):
        parts = _parts(draft, condition) or _listed(draft, condition)
        if parts is not None:
            return [one for part in parts for one in split_alternatives(_with(draft, position, part))]
    listed = [c for c in draft.conditions if c.kind == "if" and c.place == "final"]
    if len(listed) > 1 and len(listed) == len(draft.conditions) and all(map(_follows, listed, listed[1:])):
        return [draft._replace(conditions=(condition,)) for condition in listed]
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
    listed = any(word.text == "," for word in first)
    if first and first[-1].text == ",":
        first = first[:-1]
    if listed and len(second) <= _NAMED and second[0].text.lower() not in _STARTS:
        return None  # "fever, pain, or bloody stools": what ends in -s is a thing
    if second and second[0].text.lower() == marker[0].text.lower():
        second = second[len(marker) :]
    texts = [" ".join(word.text for word in part) for part in (first, second)]
    clausal = all(_CLAUSE.match(text) or _HAVER.match(text) for text in texts)
    if not clausal or _NOMINAL.match(texts[1]):
        return None
    return [condition._replace(words=(*marker, *part)) for part in (first, second)]


_NAMED = 3
_STARTS = frozenset("the a an his her its your their it he she they there you any no if when".split())
_HAVING = re.compile(r"(?:has|have|had|gets?|develops?|experiences?|notices?|feels?|shows?)\s", re.I)
_HAVER = re.compile(r"(?:you|they|we)\s(?:have|had|get|develop|experience|notice|feel|show)\s", re.I)
_SUBJECT_WORDS = 4


def _listed(draft: Draft, condition: ConditionDraft) -> list[ConditionDraft] | None:
    """One condition for each of three or more things: "if you have a fever, a stiff neck, or confusion"."""
    words = condition.words
    if condition.kind not in ("if", "when") or words[0].text.lower() == "only":
        return None
    if condition.place == "inside" and draft.words[-len(words) :] != words:
        return None
    first = next(
        (i + 1 for i in range(condition.marker + 1, min(condition.marker + 1 + _SUBJECT_WORDS, len(words)))
         if _HAVING.match(words[i].text + " ") or (words[i - 1].text.lower() == "there" and words[i].text in _IS)), 0
    )  # fmt: skip
    if not first:
        return None
    members: list[list[Word]] = [[]]
    closing = False
    for word in words[first:]:
        low = word.text.lower()
        if low == "," and not closing:
            members.append([])
        elif low == "or" and not members[-1] and len(members) > 1:
            closing = True
        elif low in (",", ";", ":", "(", ")") or (low in _NO_MEMBER and not members[-1]) or low in _WHOLE:
            return None
        else:
            members[-1].append(word)
    if not closing:
        members = [*members[:-1], *_last_two(members[-1])]
    if len(members) < 3 or any(not 0 < len(m) <= _LONGEST_MEMBER for m in members):
        return None
    if any(_FINITE.search(word.text) for member in members for word in member if not word.text.endswith("ed")):
        return None
    lead = words[:first]
    return [condition._replace(words=(*lead, *member)) for member in members]


_IS = ("is", "are")
_LONGEST_MEMBER = 6
_NO_MEMBER = frozenset("and but which who that is are was were has have you it he she they if when call".split())
_WHOLE = frozenset({"and", "both", "either", "following", "than", "which", "who"})


def _last_two(words: list[Word]) -> list[list[Word]]:
    """The members that a last "or" without a comma joins: "asthma or gout"."""
    at = next((i for i, word in enumerate(words) if word.text.lower() == "or"), -1)
    return [words[:at], words[at + 1 :]] if at > 0 else []


def _with(draft: Draft, position: int, condition: ConditionDraft) -> Draft:
    conditions = (*draft.conditions[:position], condition, *draft.conditions[position + 1 :])
    old = draft.conditions[position]
    words = draft.words
    if old.place == "inside":
        words = (*words[: len(words) - len(old.words)], *condition.words)
    return draft._replace(words=words, conditions=conditions)
