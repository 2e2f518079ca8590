"""Alternatives that close a sentence, cut off before the parser reads: "Stop it if A happens or the fever returns"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reasonscore.decompose.claim import ConditionKind
from reasonscore.decompose.conditions.condition import Opening
from reasonscore.decompose.conditions.mood import PAST
from reasonscore.decompose.draft import ConditionDraft, Word
from reasonscore.decompose.search.word_index import word_index
from reasonscore.decompose.segments.segment import VERB
from reasonscore.decompose.wording import words_of_text
from reasonscore.span import Piece

_MARKER = re.compile(r"\s(if|when)\s", re.I)
_OTHER = re.compile(
    r"\b(?:if|when|unless|until|whether|see|check|ask|unclear|unknown|know|whenever|(?<!at\s)once|who|which|because|since)\b",
    re.I,
)
_OR = re.compile(
    r",?\sor\s(?:if\s|when\s)?(?=(?:the|an?|his|her|its|their|your|it|he|she|they|there|you|any|no)\s)", re.I
)
_COUNTED = re.compile(
    r"(?:any|all|one|two|three|either|both|\d)\s(?:[\w-]+\s){0,3}?of\s(?:the\s)?(?:following|these)(?:\s[\w-]+){0,4}:\s",
    re.I,
)
"""Criteria that are counted: the list behind the colon belongs to the condition."""

_NOMINAL = re.compile(
    r"(?:any|all|some|one|none|either|both)\sof\b|[\w-]+(?:\s[\w-]+){0,3}\s(?:that|which|who|whose)\b", re.I
)
"""A noun, not a clause: "any of the other ingredients", "a rash that doesn't fade"."""

_FINITE = re.compile(rf"\b{VERB}\b", re.I)


_SUBJECT = re.compile(r"(?:the|an?|his|her|its|their|your|it|he|she|they|there|you|any|no|either|this)\s", re.I)
_SPEAKER = re.compile(r"(?:you|they|we)\s[a-z]+\s\w", re.I)
_PRONOUN = re.compile(r"(?:you|he|she|they|it)(?=\s)", re.I)
_BEING = re.compile(r"(?:you|he|she|they|it) (?:is|are|was|were)(?=\s)", re.I)
_PREDICATE = re.compile(
    r"(?:(?:have|has|had|gets?|got|develops?|notices?|stops?|feels?|felt|takes?|took|went|goes|are|is|were|was|can't|cannot|"
    r"starts?|starting|begins?|vomits?|becomes?|loses?|lost|sees?|faints?|smokes?|lives?|works?|plans?|think)\s|\w+ed\s)",
    re.I,
)
_DIVIDED = re.compile(r",\s(?:or\s)?(?:if\s|when\s)?|\sor\s(?:if|when)\s", re.I)
_GOVERNING = re.compile(r"\b(?:unless|until|whether|because|since)\b", re.I)


_MARKERS = frozenset("if when unless where".split())
_PROVISOS = frozenset("provided providing long condition".split())
_HELPERS, _MODALS = frozenset({"had", "were"}), frozenset({"would", "could", "might"})


def _may_close(text: str) -> bool:
    """True where the words stand of which each way to close a sentence holds some."""
    index = word_index(text)
    if index is None:
        return True
    words = index.words
    listed = ("or" in words or ":" in text) and not _MARKERS.isdisjoint(words)
    supposed = not _HELPERS.isdisjoint(words) and not _MODALS.isdisjoint(words)
    return listed or supposed or ("and" in words and not _PROVISOS.isdisjoint(words))


def _in_commas(text: str, marker: re.Match[str], end: int) -> Opening | None:
    """Alternatives with commas between them: "Call if she gets floppy, stops drinking, or if the fever goes on".

    Each is a clause, or the predicate of the first one's pronoun; anything else is left to the parser.
    """
    stop = _without_end(text, marker.end(), end)
    dividers = list(_DIVIDED.finditer(text, marker.end(), stop))
    if not dividers or " or" not in dividers[-1][0] or _GOVERNING.search(text, marker.end(), stop):
        return None
    starts = [marker.end(), *[match.end() for match in dividers]]
    parts = list(zip(starts, [*[match.start() for match in dividers], stop], strict=True))
    pronoun = _PRONOUN.match(text, marker.end())
    kind: ConditionKind = "when" if marker[1].lower() == "when" else "if"
    lead = words_of_text(text, marker.start(1), marker.end(1))
    drafts = []
    for number, (a, b) in enumerate(parts):
        finite = _FINITE.search(text, a, b) or _SPEAKER.match(text, a, b)
        clause = _SUBJECT.match(text, a, b) and finite and not _NOMINAL.match(text, a, b)
        shared: tuple[Word, ...] = ()
        if not clause:
            if not number or pronoun is None or not _PREDICATE.match(text, a, b):
                return None
            being = _BEING.match(text, pronoun.start()) if text.startswith("aged ", a) else None
            shared = tuple(words_of_text(text, *(being or pronoun).span()))
        words = (*lead, *shared, *words_of_text(text, a, b))
        drafts.append(ConditionDraft(words, kind, 1, False, "final", ready=True))
    return Opening(tuple(drafts), marker.start())


_AGAIN = re.compile(r",?\sor\s(?:if|when)\s", re.I)


def _without_end(text: str, start: int, end: int) -> int:
    """Where a part ends without its full stop."""
    while end > start and text[end - 1] in ".! ":
        end -= 1
    return end


def _divided(text: str, divider: re.Pattern[str], start: int, end: int) -> list[Piece]:
    """The parts of a text between dividers."""
    parts, position = [], start
    for found in divider.finditer(text, start, end):
        parts.append((position, found.start()))
        position = found.end()
    return [*parts, (position, end)]


def _kind(marker: re.Match[str]) -> ConditionKind:
    return "when" if marker[1].lower() == "when" else "if"


def _opening(text: str, marker: re.Match[str], parts: Sequence[Piece]) -> Opening:
    """Alternatives that share the marker, each with it."""
    lead = words_of_text(text, marker.start(1), marker.end(1))
    drafts = tuple(
        ConditionDraft((*lead, *words_of_text(text, a, b)), _kind(marker), 1, False, "final", ready=True)
        for a, b in parts
    )
    return Opening(drafts, marker.start())


def _marked(text: str, marker: re.Match[str], end: int) -> Opening | None:
    """Alternatives that each bring their marker: "if the pain lasts, or if you have a fever or a cough"."""
    stop = _without_end(text, marker.end(), end)
    parts = _divided(text, _AGAIN, marker.end(), stop)
    whole = all(
        (_FINITE.search(text, a, b) or _SPEAKER.match(text, a, b)) and _SUBJECT.match(text, a, b) for a, b in parts
    )
    if len(parts) < 2 or not whole or any(_OTHER.search(text, a, b) for a, b in parts):
        return None
    return _opening(text, marker, parts)


def closing_alternatives(text: str, start: int, end: int) -> Opening | None:
    """The alternatives, and where the statement before them ends; None where the sentence closes in another way.

    >>> text = "Stop it if a rash appears or the fever returns."
    >>> found = closing_alternatives(text, 0, len(text))
    >>> [" ".join(w.text for w in c.words) for c in found.alternatives], text[: found.start]
    (['if a rash appears', 'if the fever returns'], 'Stop it')
    """
    if not _may_close(text):
        return None
    marker = _MARKER.search(text, start, end)
    if marker is not None and _COUNTED.match(text, marker.end(), end):
        stop = end - 1 if text[end - 1] in ".!" else end
        counted = _kind(marker)
        listed = ConditionDraft(words_of_text(text, marker.start(1), stop), counted, 1, False, "final", ready=True)
        return Opening((listed,), marker.start())
    shared = (
        _shared_subject(text, start, end)
        or _clauses(text, start, end)
        or _provided(text, start, end)
        or _supposed(text, start, end)
    )
    if shared is not None:
        return shared
    if marker is None or _OTHER.search(text, start, marker.start()):
        return None
    if "," in text[marker.end() : end]:
        return (_in_commas(text, marker, end) or _marked(text, marker, end)) if marker.start() > start else None
    stop = _without_end(text, marker.end(), end)
    if _OTHER.search(text[marker.end() : stop].replace(" or if ", " or ").replace(" or when ", " or ")):
        return None
    parts = _divided(text, _OR, marker.end(), stop)
    if len(parts) < 2 or not all(_FINITE.search(text, a, b) and not _NOMINAL.match(text, a, b) for a, b in parts):
        return None
    return _opening(text, marker, parts)


_CLOSING = re.compile(
    r"\s(?P<marker>if|when|unless)\s(?P<subject>(?:you|they|he|she|it|we|there)|(?:the|an?|any|his|her|their|your|its)\s"
    r"(?:[\w-]+\s){0,3}?[\w-]+)\s(?=(?:is|are|was|were|has|have|had|does|do|can|cannot|can't|\w+ly)\s)",
    re.I,
)
_AUXILIARY = re.compile(
    r"(?:also\s|still\s|\w+ly\s)?(?:is|are|was|were|has|have|had|does(?:n't)?|do(?:n't)?|cannot|can't|can|"
    r"feels?|develops?|notices?|gets?|becomes?|experiences?|needs?|takes?|loses?|fails?|remains?|stops?|starts?|shows?|"
    r"worsens?|persists?|recurs?|returns?)\s|(?:worsens?|persists?|recurs?|returns?|faints?|bleeds?|vomits?)$",
    re.I,
)
_RULE = re.compile(r"\b(?:should|must|can|may|will|is|are|would)\b", re.I)
_DIVIDER = re.compile(r",\s(?:or\s)?|\sor\s", re.I)
_JOINED = re.compile(r"\b(?:and|but|who|which|because|since|then|so|if|when|unless|until|whether)\b", re.I)


def _shared_subject(text: str, start: int, end: int) -> Opening | None:
    """The alternatives of "if the lump is hard, is fixed, or has grown", each with the subject that they share.

    Behind "unless" they stay one condition, of which none may hold.
    """
    match = _CLOSING.search(text, start, end)
    if match is None or _OTHER.search(text, start, match.start()):
        return None
    stop = _without_end(text, match.end(), end)
    if "(" in text[match.end() : stop] or ";" in text[match.end() : stop] or ":" in text[match.end() : stop]:
        return None
    cuts = [d for d in _DIVIDER.finditer(text, match.end(), stop) if _AUXILIARY.match(text, d.end(), stop)]
    if not cuts or "or" not in cuts[-1][0]:
        return None
    parts, position = [], match.end()
    for cut in cuts:
        parts.append((position, cut.start()))
        position = cut.end()
    parts.append((position, stop))
    if any(a >= b or _JOINED.search(text, a, b) for a, b in parts) or "," in text[parts[-1][0] : stop]:
        return None
    kind: ConditionKind = "unless" if match["marker"].lower() == "unless" else "if"
    kind = "when" if match["marker"].lower() == "when" else kind
    if kind == "when" and PAST.search(text, start, match.start()) and not _RULE.search(text, start, match.start()):
        return None  # it dates what happened
    if kind == "unless":
        words = words_of_text(text, match.start("marker"), stop)
        return Opening((ConditionDraft(words, kind, 1, True, "final", ready=True),), match.start())
    lead = words_of_text(text, match.start("marker"), match.end("subject"))
    drafts = tuple(
        ConditionDraft((*lead, *words_of_text(text, a, b)), kind, 1, False, "final", ready=True) for a, b in parts
    )
    return Opening(drafts, match.start())


_LISTING = re.compile(r"\s(?P<marker>if|where|when)\s(?=[^,;:()]{6,90},\s[^,;:()]{6,90},?\sor\s)", re.I)
_COMMA = re.compile(r",\s(?:or\s)?|\sor\s", re.I)
_SURE = re.compile(
    r"(?:(?:the|an?|any|his|her|their|your|its|no)\s)?(?:[\w-]+\s){1,4}?(?:is|are|was|were|has|have|had|cannot|can|does|do|"
    r"did|needs?|fails?|remains?|persists?|develops?|occurs?|worsens?|recurs?|rises?|falls?|appears?|drops?|exceeds?|"
    r"becomes?|increases?|decreases?|returns?|shows?)\b",
    re.I,
)


def _clauses(text: str, start: int, end: int) -> Opening | None:
    """The alternatives of "where absorption is poor, tablets are not tolerated, or time is short"."""
    match = _LISTING.search(text, start, end)
    if match is None or _OTHER.search(text, start, match.start()):
        return None
    stop = _without_end(text, match.end(), end)
    cuts = [d for d in _COMMA.finditer(text, match.end(), stop) if _SURE.match(text, d.end(), stop)]
    if len(cuts) < 2 or "or" not in cuts[-1][0]:
        return None
    parts, position = [], match.end()
    for cut in cuts:
        parts.append((position, cut.start()))
        position = cut.end()
    parts.append((position, stop))
    if any(_JOINED.search(text, a, b) or "," in text[a:b] or not _SURE.match(text, a, b) for a, b in parts):
        return None
    kind: ConditionKind = "when" if match["marker"].lower() == "when" else "if"
    if kind == "when" and PAST.search(text, start, match.start()) and not _RULE.search(text, start, match.start()):
        return None
    lead = words_of_text(text, *match.span("marker"))
    drafts = tuple(
        ConditionDraft((*lead, *words_of_text(text, a, b)), kind, 1, False, "final", ready=True) for a, b in parts
    )
    return Opening(drafts, match.start())


_PROVIDED = re.compile(
    r",?\s(?P<marker>provid(?:ed|ing)(?:\sthat)?|(?:as|so)\slong\sas|on\scondition\sthat)\s(?=[^;:]{4,200}$)", re.I
)


def _provided(text: str, start: int, end: int) -> Opening | None:
    """The condition that "provided that A and B" closes a sentence with: both have to hold."""
    match = _PROVIDED.search(text, start, end)
    if match is None or _OTHER.search(text, start, match.start()) or not _FINITE.search(text, match.end(), end):
        return None
    marked = match["marker"].lower().endswith((" that", " as"))
    if not marked and (text[match.start()] != "," or not _SURE.match(text, match.end(), end)):
        return None
    stop = _without_end(text, match.end(), end)
    if " and " not in text[match.end() : stop] or ", and " in text[match.end() : stop]:
        return None
    words = words_of_text(text, match.start("marker"), stop)
    size = len(match["marker"].split())
    return Opening((ConditionDraft(words, "if", size, False, "final", ready=True),), match.start())


_SUPPOSED = re.compile(
    r"(?<=[\w)])\s(?P<marker>had|were)\s(?=(?:the|this|it|he|she|they|there|his|her|an?)\s[^,;:]{4,120}$)", re.I
)
_WOULD = re.compile(r"\b(?:would|could|might)\b", re.I)


def _supposed(text: str, start: int, end: int) -> Opening | None:
    """The condition that "C would be right had the stem asked for it" closes with."""
    match = _SUPPOSED.search(text, start, end)
    if match is None or _OTHER.search(text, start, match.start()) or not _WOULD.search(text, start, match.start()):
        return None
    stop = _without_end(text, match.end(), end)
    words = words_of_text(text, match.start("marker"), stop)
    return Opening((ConditionDraft(words, "if", 0, False, "final", ready=True),), match.start())
