"""Conditions by their markers, without a parser: at the start of a clause, and wherever a claim still holds one."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import NamedTuple

from reasonscore.decompose.conditions.alternative import CLAUSES, COMMA_OR, clauses_end
from reasonscore.decompose.conditions.marker import INVERTED, text_markers
from reasonscore.decompose.conditions.mood import PAST, Mood
from reasonscore.decompose.conditions.reach import bare_end, goes_on, is_conditional, named_end, turns
from reasonscore.decompose.draft import ConditionDraft, Draft, Phrase, Word
from reasonscore.decompose.search.table import words_of
from reasonscore.decompose.search.word_index import lacks
from reasonscore.decompose.segments.segment import VERB, has_verb
from reasonscore.decompose.wording import words_of_text

_FARTHEST = 1500
"""Characters in which an opening condition ends: each of its commas is held against all that stands before."""

_REDUCED = re.compile(
    r"\s*(?:not\s+|at all\s+)?(?:\w+ly\s+)?(?:\w+(?:ed|en)|so|not|present|absent|necessary|possible|left|"
    r"available|applicable|appropriate|positive|negative|in|on|under|at)\b",
    re.I,
)
_PLURAL = re.compile(
    r"\b(?:you|they|we|i|(?!as\b|is\b|was\b|has\b|his\b|its\b|this\b)\w+s)\s+(?!of\b|in\b|and\b|or\b|with\b|for\b|on\b|at\b|to\b|from\b|later\b|ago\b|the\b|a\b)\w{3,}",
    re.I,
)
_FINITE = re.compile(rf"\b{VERB}\b", re.I)
_LISTED = re.compile(
    r",\s*(?:and|or|which|who|whose|such as|including|especially|particularly|e\.g|i\.e|like|but not)\b", re.I
)
_OR = re.compile(
    rf",?\s+or\s+(?=(?:if|when|the|an?|he|she|it|they|there|you|his|her|their|your|its|this|that|any|no)\s[^,]{{0,60}}?\b{VERB}\b|(?:is|are|was|were|has|have|had|does|cannot)\s)",
    re.I,
)
_UNMARKED = re.compile(
    r"\s+(?:then\s|(?=(?:i|we|you|he|she|they|it)(?:'d|'ll|\s+would|\s+will|\s+should|\s+might|\s+could)\b))", re.I
)


class Opening(NamedTuple):
    """The conditions at the start of a clause, alternatives first, and where the main clause begins."""

    alternatives: tuple[ConditionDraft, ...]
    start: int


def opening_condition(text: str, start: int, end: int) -> Opening | None:
    """The condition that opens a clause; None where it has none.

    >>> found = opening_condition("If it spreads or the pain returns, stop.", 0, 40)
    >>> [" ".join(w.text for w in c.words) for c in found.alternatives], found.start
    (['If it spreads', 'If the pain returns'], 35)
    """
    known = text_markers()
    match = known.expression.match(text, start, end) if start or known.openings.may_open(text) else None
    if match is None:
        return None
    marker = " ".join(match.group().lower().split())
    stop = _end(text, _behind_aside(text, match.end(), end), end)
    if stop < 0 or not text[stop + 1 : end].strip(" .,;!?"):
        return None
    kind = known.kinds[marker]
    if kind in ("before", "after", "until", "when") and _told(text, match.end(), stop, end, marker):
        return None
    size = 0 if marker in INVERTED else len(marker.split())
    main = stop + 1
    then = re.match(r"\s*then\b,?", text[main:end], re.I)
    if then:
        main += then.end()
    parts = (
        _alternatives(text, start, match.end(), stop)
        if kind in ("if", "when") and marker != "only if"
        else [(start, stop)]
    )
    lead = words_of_text(text, start, match.end())
    drafts = []
    for index, (first, last) in enumerate(parts):
        words = words_of_text(text, first, last)
        if index and not known.expression.match(text, first):
            words = (*lead, *words)
        drafts.append(ConditionDraft(words, kind, size, kind == "unless", "initial", ready=True))
    while main < end and text[main].isspace():
        main += 1
    return Opening(tuple(drafts), main)


def _told(text: str, start: int, stop: int, end: int, marker: str) -> bool:
    """True where an opening time clause dates a past event instead of restricting a rule."""
    if marker in ("before", "after") and not _FINITE.search(text, start, stop):
        return True
    return PAST.search(text, stop, end) is not None and not re.search(
        r"\b(?:should|must|can|may|will|is|are|would)\b", text[stop:end]
    )


def _behind_aside(text: str, start: int, end: int) -> int:
    """Where "If, after a week, the cough persists" goes on behind what its first two commas set off."""
    closing = text.find(",", start + 1, end) if text[start : start + 1] == "," else -1
    return closing + 1 if 0 < closing <= start + 60 else start


def _end(text: str, start: int, end: int) -> int:
    """The comma that closes the condition: the first one with a verb before it that does not sit in a list."""
    end = min(end, start + _FARTHEST)
    comma = text.find(",", start, end)
    while comma >= 0:
        comma = _list_end(text, comma, end) or clauses_end(text, start, comma, end) or comma
        comma = named_end(text, start, comma, end)
        following = text.find(",", comma + 1, end)
        listed = _LISTED.match(text, comma) is not None or text[comma + 1 : comma + 2].isdigit()
        short = (
            following > 0
            and len(text[comma + 1 : following].split()) <= 2
            and _LISTED.match(text, following) is not None
        )
        whole = (
            _FINITE.search(text, start, comma)
            or _PLURAL.search(text, start, comma)
            or _REDUCED.match(text, start, comma)
        )
        if not listed and not short and (whole or (following < 0 and text[start:comma].strip())):
            return comma
        comma = following
    match = _UNMARKED.search(text, start + 4, end)
    return match.start() if match else bare_end(text, start, end)


def _list_end(text: str, comma: int, end: int) -> int | None:
    """The comma behind the list whose first comma this is: "if you have gout, asthma, or anaemia, ..."."""
    position = comma
    for _ in range(12):
        following = text.find(",", position + 1, end)
        if following < 0:
            return None
        item = text[position + 1 : following].split()
        last = bool(item) and item[0].lower() in ("or", "and")
        first = (item[1:2] if last else item[:1]) or [""]
        if not item or len(item) > 5 + last or first[0].lower() in words_of("verbs", "order"):
            return None
        if has_verb(text[position + 1 : following]) or first[0].lower() in _NO_MEMBER:
            return None
        if last:
            return following if position > comma or item[0].lower() == "or" else None
        if "or" in item[1:-1] and position >= comma and not _CALLED.match(text, following):
            return following  # "a fever, a rash or a cough,": its last comma ends the condition
        position = following
    return None


_CALLED = re.compile(r",\s(?:and|or)\s", re.I)
_NO_MEMBER = frozenset("then the this that it he she they we you i there please do don't which who".split())


def _alternatives(text: str, start: int, inner: int, stop: int) -> list[tuple[int, int]]:
    parts, position = [], start
    for match in (COMMA_OR if CLAUSES.search(text, inner, stop + 1) else _OR).finditer(text, inner, stop):
        if _FINITE.search(text, max(position, inner) if position == start else position, match.start()):
            parts.append((position, match.start()))
            position = match.end()
    parts.append((position, stop))
    # "is red or is swollen" would leave the second half without a subject.
    if len(parts) > 1 and any(
        re.match(r"(?:is|are|was|were|has|have|had|does|cannot)\s", text[a:b], re.I) for a, b in parts[1:]
    ):
        return [(start, stop)]
    return parts


def remaining_conditions(draft: Draft) -> Draft:
    """The draft with conditions that its words still hold named, in their place."""
    words = draft.words
    known = text_markers()
    if isinstance(words, Phrase) and words.joined is not None and lacks(words.joined, known.keywords):
        return draft
    lower = [word.text.lower() for word in words]
    marked = [
        at for at, pair in enumerate(zip_longest(lower, lower[1:])) if pair[0] in known.alone or pair in known.pairs
    ]
    if not marked:
        return draft
    placed = {word.start for condition in draft.conditions for word in condition.words if word.start >= 0}
    found = list(draft.conditions)
    last = 0
    mood = Mood(words)
    for index in marked:
        if index < last:
            continue
        size, marker = _marker_at(words, index)
        if size and lower[index] in ("before", "after") and draft.subject[0] < index < draft.subject[1]:
            size = 0  # What happened is the subject: "the pain easing after the injection suggests ...".
        if not size or words[index].start in placed or (index == 0 and draft.subject == (0, 0) and len(words) < 4):
            continue
        last = index + size
        while (
            last < len(words)
            and words[last].text not in (";", "—", "–", ")")
            and not (words[last].text == "," and last > index + size + 1 and not goes_on(words, last))
            and not turns(words, last)
        ):
            last += 1
        part = words[index:last]
        if last - index > size and is_conditional(marker, words, index, last, mood):
            kind = known.kinds[marker]
            found.append(ConditionDraft(part, kind, size, kind == "unless", "inside"))
    if len(found) == len(draft.conditions):
        return draft
    rules = (*draft.rules, f"condition.{found[-1].kind}")
    return draft._replace(conditions=tuple(found), rules=rules)


_CLAUSE = re.compile(
    rf"(?:anyone|you|he|she|it|they|we|the \w+|a \w+|any \w+|symptoms)\s+(?:\w+\s)?{VERB}\b|(?:you|we|they) \w+", re.I
)


def _marker_at(words: tuple[Word, ...], index: int) -> tuple[int, str]:
    for size in (4, 3, 2, 1):
        phrase = " ".join([word.text.lower() for word in words[index : index + size]])
        if phrase in ("before", "after"):
            return (1, phrase) if _CLAUSE.match(" ".join(w.text for w in words[index + 1 : index + 8])) else (0, "")
        if phrase in ("provided", "providing") and index and words[index - 1].text != ",":
            return 0, ""
        if phrase == "as soon as" and words[index + 3 : index + 4] and words[index + 3].text.lower() == "possible":
            return 0, ""
        if phrase in text_markers().inner:
            return size, phrase
    return 0, ""
