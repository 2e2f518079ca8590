"""Two statements in one sentence: "Not only does it lower glucose, it also helps", "A can help, B may be needed"."""

from __future__ import annotations

import re
from functools import cache

from reasonscore.decompose.layout.plain_text import PlainText, added, cut, joined
from reasonscore.decompose.search.table import read_table, words_of

_LONGEST = 400
NOT_ONLY = re.compile(
    r"Not\s(?:only|just)\s(?P<verb>does|do|did|is|are|was|were|has|have|can|could|may|might|will|would|should)\s(?=\w)",
    re.I,
)
ONLY_THEN = re.compile(
    r"(?P<when>Only (?:once|after|if|when|in|with|by|for) [^,;]{4,120}?) (?P<verb>should|can|may|must|will|could) "
    r"(?P<subject>(?!be\b|not\b)[\w'-]+(?: (?!be\b|not\b)[\w'-]+){0,5}) (?P<rest>(?:be|not be)\b[^;]*)"
)
"""A condition in front that turns subject and verb round: "Only after a scan should it be given"."""

THINK_SO = re.compile(
    r"(?:(?:no|well|hmm|but|and|so|yes|yeah|actually|honestly|wait)[,.]?\s){0,3}I\s(?:(?:do\snot|don't|would|wouldn't)\s)?"
    r"(?:think|believe|suspect|doubt)\s(?:so|it|not|that)(?:\sthough)?,\s(?:because|since|as)\s(?!of\b)",
    re.I,
)
"""An answer to one's own question, which says nothing without it: "I don't think so, because ..."."""

_SECOND = re.compile(
    r",\s(?:but\s)?(?=(?:it|they|he|she|you|we|the|this|these|that|an?|your|his|her|its|their)\s)", re.I
)
_PRONOUN = re.compile(r"(?:it|they|he|she|you|we|this|these|that|there)\s", re.I)
_SUBJECT = re.compile(r"(?:(?:the|an?|this|that|these|those|his|her|its|their|your|my|our)\s)?[\w'-]+\s", re.I)
_PREDICATE = re.compile(
    r"(?:not|an?|the|in|at|on|very|more|less|most|also|too|often|usually|[\w-]+(?:ed|en|ing|able|ible|ive|ous|ful|less|al|ic|ant))\s",
    re.I,
)
_FARTHEST = 7
_SPLICE = re.compile(
    r"(?P<one>[^,;:()?]{8,120}),\s(?=(?:an?|the|some|most|many|others?|you|your|it|they|there|this)\s[^,;:()?]{3,120}[.!]?$)",
    re.I,
)
_MODAL = re.compile(r"\b(?:can|may|might|could|should|will|must|cannot|won't|can't)\s", re.I)
_OWN = re.compile(
    r"(?:(?!(?:that|which|who|whose|where|when|used|known|called|such|like|or|and|to)\s)[\w'-]+\s){1,5}?(?:can|may|might|could|should|will|"
    r"must|cannot|won't|can't|is|are|was|were|has|have|needs?)\s",
    re.I,
)
"""A subject and its verb: "a drug used for pain" has none."""

_OPENER = re.compile(
    r"(?:if|when|while|because|since|although|though|as|after|before|once|unless|until|in|on|at|for|with|without|to|by|"
    r"from|during|despite|given|whether|even|where|what|how|besides|among|of|under|between|provided|so|not|\w+ing)\b",
    re.I,
)


def parts_of(plain: PlainText) -> list[PlainText]:
    """The statements, each in the order of an ordinary sentence; any other text is left as it is.

    >>> [part.text for part in parts_of(PlainText("Not only does it lower glucose, it also helps.", 0))]
    ['It does lower glucose', 'it also helps.']
    >>> [part.text for part in parts_of(PlainText("A cream can help, a tablet may be needed.", 0))]
    ['A cream can help', 'a tablet may be needed.']
    """
    text = plain.text
    then = ONLY_THEN.fullmatch(text) if text.startswith("Only ") and len(text) <= _LONGEST else None
    if then is not None:
        front, verb = cut(plain, 0, then.end("when")), cut(plain, *then.span("verb"))
        parts = [front, added(", "), cut(plain, *then.span("subject")), added(" "), verb, added(" ")]
        return [joined([*parts, cut(plain, then.start("rest"))])]
    if len(text) > _LONGEST or "," not in text:
        return [plain]
    answered = THINK_SO.match(text)
    if answered is not None:
        return [cut(plain, answered.end())]
    match = NOT_ONLY.match(text)
    if match is None:
        spliced = _SPLICE.match(text)
        if spliced is None or _OPENER.match(text):
            return [plain]
        one, two = spliced["one"], text[spliced.end() :]
        if not _MODAL.search(one) or not _OWN.match(two):
            return [plain]
        return [cut(plain, 0, spliced.end("one")), cut(plain, spliced.end())]
    second = _SECOND.search(text, match.end())
    if second is None:
        return [plain]
    at = _subject_end(text, match.end(), second.start(), match["verb"].lower())
    if at is None:
        return [plain]
    subject = cut(plain, match.end(), at)
    subject = PlainText(subject.text[:1].upper() + subject.text[1:], subject.start, subject.offsets)
    verb = cut(plain, *match.span("verb"))
    rest = cut(plain, at, second.start())
    return [joined([subject, added(" "), verb, rest]), cut(plain, second.end())]


def _subject_end(text: str, start: int, end: int, auxiliary: str) -> int | None:
    """Where the subject behind an auxiliary ends: before the first word that can open a predicate."""
    first = _PRONOUN.match(text, start, end) or _SUBJECT.match(text, start, end)
    if first is None:
        return None
    if _PRONOUN.match(text, start, end):
        return first.end() - 1
    position = first.end()
    finite = auxiliary in ("is", "are", "was", "were", "has", "have")
    for _ in range(_FARTHEST):
        following = text.find(" ", position, end)
        word = text[position : following if following >= 0 else end].strip(",.")
        if not word:
            break
        if _PREDICATE.match(word + " ") if finite else word.lower() in _bases():
            return position - 1
        if following < 0:
            break
        position = following + 1
    return first.end() - 1


@cache
def _bases() -> frozenset[str]:
    """Verbs in the form that stands behind an auxiliary."""
    regular = {verb[:-1] for verb in words_of("tables", "verb") if verb.endswith("s")}
    irregular = {base for base, _, _ in read_table("irregular")}
    return frozenset({"be", "have", "make", "not", *regular, *irregular, *words_of("verbs", "order")})
