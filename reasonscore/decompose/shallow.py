"""The shallow tier: conditions and clauses by their markers alone, thousands of sentences a second."""

from __future__ import annotations

import re

from reasonscore.decompose.claim import ConditionKind
from reasonscore.decompose.draft import ConditionDraft, Draft, Link, Word

_WORD = re.compile(r"\w+(?:[.,'’/-]\w+)*|[^\w\s]")
_MARKERS: dict[str, ConditionKind] = {
    "if": "if", "unless": "unless", "when": "when", "whenever": "when", "until": "until", "once": "when", "provided that": "if",
    "as long as": "if", "in case": "if", "even if": "if", "only if": "if", "provided": "if", "as soon as": "when",
}  # fmt: skip
_INITIAL = re.compile(rf"(?:{'|'.join(sorted(_MARKERS, key=len, reverse=True))})\b", re.I)
_FINAL = re.compile(
    rf",?\s(?:{'|'.join(sorted((m for m in _MARKERS if m not in ('once', 'when', 'provided')), key=len, reverse=True))})\s",
    re.I,
)
_FINITE = (
    r"(?:is|are|was|were|has|have|had|does|do|did|can|cannot|could|may|might|must|will|would|should|shows?|showed|suggests?|"
    r"indicates?|remains?|needs?|causes?|includes?|requires?|occurs?|denies|reports?|presents?|\w{3,}ed)"
)
_SUBJECT = (
    r"(?:(?:the|a|an|this|that|these|those|his|her|its|their|he|she|it|they|we|no|there|patients?|most|some)\b|[A-Z])"
)
_SPLIT = re.compile(
    rf"(?:;\s+|,?\s(?:–|—)\s|,\s(?P<cc>and|but|so|yet|whereas|while|although)\s)(?={_SUBJECT}[^,;]{{0,60}}?\b{_FINITE}\b)"
)
_HAS_VERB = re.compile(rf"\b{_FINITE}\b", re.I)


def read_shallow(text: str) -> list[Draft]:
    """The claims of one sentence, cut at clause markers.

    >>> [" ".join(word.text for word in draft.words) for draft in read_shallow("The CT is normal, but the MRI is not.")]
    ['The CT is normal', 'the MRI is not .']
    """
    drafts: list[Draft] = []
    position = 0
    pieces: list[tuple[int, int, str]] = []
    connective = ""
    for match in _SPLIT.finditer(text):
        if not _HAS_VERB.search(text, position, match.start()):
            continue
        pieces.append((position, match.start(), connective))
        position = match.end()
        connective = (match["cc"] or "").lower()
    pieces.append((position, len(text), connective))
    for start, end, word in pieces:
        draft = _draft(text, start, end)
        if draft is None:
            continue
        if drafts and word in ("but", "yet", "whereas", "although", "while"):
            draft = _linked(draft, Link("contrast", len(drafts) - 1))
        elif drafts and word == "so":
            draft = _linked(draft, Link("therefore", len(drafts) - 1))
        drafts.append(draft)
    return drafts


def _linked(draft: Draft, link: Link) -> Draft:
    return Draft(draft.words, draft.conditions, draft.subject, (link,), draft.rules, draft.flags)


def _words(text: str, start: int, end: int) -> tuple[Word, ...]:
    return tuple(Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(text, start, end))


def _draft(text: str, start: int, end: int) -> Draft | None:
    conditions: list[ConditionDraft] = []
    rules = ["shallow.clause"]
    initial = _INITIAL.match(text, start, end)
    if initial:
        comma = _condition_end(text, initial.end(), end)
        if comma > 0:
            conditions.append(_condition(text, start, comma, initial.group(), "initial"))
            start = comma + 1
            rules.append("condition." + conditions[-1].kind)
    final = _FINAL.search(text, start, end)
    if final and final.start() > start + 8:
        marker = final.group().strip(" ,")
        conditions.append(_condition(text, final.start(), end, marker, "final"))
        end = final.start()
        rules.append("condition." + conditions[-1].kind)
    words = _words(text, start, end)
    if not any(word.text[0].isalnum() for word in words):
        return None
    return Draft(words, tuple(conditions), rules=tuple(rules))


def _condition(text: str, start: int, end: int, marker: str, place: str) -> ConditionDraft:
    words = [word for word in _words(text, start, end)]
    while words and words[0].text in ",;":
        words.pop(0)
    while words and words[-1].text in ",.;":
        words.pop()
    kind = _MARKERS[" ".join(marker.lower().split())]
    return ConditionDraft(tuple(words), kind, len(marker.split()), kind == "unless", place)


def _condition_end(text: str, start: int, end: int) -> int:
    """The comma that ends an initial condition: the first one with a verb before it."""
    comma = text.find(",", start, end)
    while comma > 0:
        if _HAS_VERB.search(text, start, comma) or text.find(",", comma + 1, end) < 0:
            return comma
        comma = text.find(",", comma + 1, end)
    return -1
