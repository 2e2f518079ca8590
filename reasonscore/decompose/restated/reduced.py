"""Opening concessions without a subject: "Although initially stable, she deteriorated" says that she was stable."""

from __future__ import annotations

import re

from reasonscore.decompose.conditions.mood import PAST
from reasonscore.decompose.layout.plain_text import PlainText, added, cut, joined
from reasonscore.decompose.segments.segment import VERB, has_verb

OPENING = re.compile(r"(?:although|though|even though)\s+(?=[^,]{2,90},\s)", re.I)
_PERSON = re.compile(r"(?:he|she|they|we|i|you|(?:the|this|our)\s(?:patient|man|woman|boy|girl|child|infant))\b", re.I)
_PLURAL = re.compile(r"(?:they|we|you|these|those|\S*[^\W\d_]{2}(?<!s)(?<!i)(?<!u)s)$", re.I)
_TREATED = re.compile(
    r"(?:initially\s|first\s|previously\s|briefly\s)?(?:treated|admitted|discharged|diagnosed|seen|referred|given|"
    r"started|prescribed|reassured|managed|labelled|labeled)\b",
    re.I,
)
_MOST_WORDS = 6
_ANY = re.compile(rf"\s(?:\w+ly\s)?(?:{VERB})\b", re.I)
_HELPER = re.compile(
    r"\s(?:is|are|was|were|has|have|had|can|cannot|may|might|must|should|will|would|could|does|do|did|remains?|became|"
    r"becomes?|remained|failed|needs?)\b",
    re.I,
)
_OWN = re.compile(r"\b(?:it|he|she|they|there|you|we|this|these|which|who)\b", re.I)


def without_gap(plain: PlainText) -> PlainText:
    """The sentence, its opening concession with the subject that it leaves out.

    >>> without_gap(PlainText("Although initially stable, she deteriorated.", 0)).text
    'Although she was initially stable, she deteriorated.'
    """
    text = plain.text
    opening = OPENING.match(text)
    if opening is None:
        return plain
    comma = text.find(",", opening.end())
    said = text[opening.end() : comma]
    treated = _TREATED.match(said) is not None
    if _OWN.search(said) or (has_verb(said) and not treated) or not text[comma + 1 : comma + 2].isspace():
        return plain
    first = comma + 1
    while first < len(text) and text[first].isspace():
        first += 1
    verb = _HELPER.search(text, first) if not _PERSON.match(text, first) else _ANY.search(text, first)
    subject = text[first : verb.start()] if verb else ""
    if verb is None or not subject or len(subject.split()) > _MOST_WORDS or re.search(r"[,;:()]", subject):
        return plain
    told = PAST.search(text, verb.start(), verb.end()) is not None or re.search(r"\b(?:was|were|had|did)\b", verb[0])
    person = _PERSON.match(subject) is not None
    if treated and not person:
        if not told:
            return plain
        return joined([cut(plain, 0, opening.end()), added("the patient was "), cut(plain, opening.end())])
    be = (" were " if told else " are ") if _PLURAL.search(subject) else (" was " if told else " is ")
    named = cut(plain, first, verb.start())
    if subject.split()[0].lower() in _LOWER:
        named = PlainText(named.text[0].lower() + named.text[1:], named.start, named.offsets)
    return joined([cut(plain, 0, opening.end()), named, added(be), cut(plain, opening.end())])


_LOWER = frozenset("the this that these those a an his her its their he she it they we you".split())
