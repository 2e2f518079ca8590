"""A label and a plain list: "Side effects: tremor, hair loss" says that the side effects include each of them."""

from __future__ import annotations

import re

from reasonscore.decompose.draft import Draft, Word
from reasonscore.decompose.segments.segment import has_verb
from reasonscore.decompose.wording import words_of_text

_LABEL = re.compile(r"(?P<label>[A-Za-z][^:;,.()]{3,70}):\s+(?=\S)")
PLURAL = re.compile(
    r"\b(?:effects?|causes|symptoms|signs|features|findings|options|factors|diagnos[ie]s|differential|"
    r"complications|treatments|"
    r"medications|drugs|indications|contraindications|triggers|tests|criteria|reactions|interactions|"
    r"problems|examples|types)\b",
    re.I,
)
_SAYS = re.compile(r"\b(?:consists?|contains?|includes?|comprises?|uses?|involves?|there|combines?)\b", re.I)
"""A verb in front of the colon: "The tablet consists of two drugs: A and B" has no label."""

_DENIED = re.compile(r"No [^,;:.()]{2,60}(?:[,;] (?:and |or )?no [^,;:.()]{2,60})+\.?")
_MEMBER = re.compile(r"\bno [^,;.]+", re.I)
_DIVIDER = re.compile(r"\s*(?:[,;]\s*(?:and|or)?(?=[\s,])|\s(?:and|or)\s)[\s,]*")


def read_listing(text: str, start: int, end: int) -> list[Draft] | None:
    """The claims of a labelled list; None where the text is none.

    >>> text = "Common causes: stones, tumours and strictures."
    >>> [" ".join(w.text for w in d.words) for d in read_listing(text, 0, len(text))]
    ['Common causes include stones', 'Common causes include tumours', 'Common causes include strictures']
    """
    if text.startswith("No ", start) and _DENIED.fullmatch(text, start, end) and not has_verb(text[start:end]):
        pieces = [words_of_text(text, *item.span()) for item in _MEMBER.finditer(text, start, end)]
        return [Draft(words, rules=("lab.fragment",), kind="finding", negated=True) for words in pieces]
    match = _LABEL.match(text, start, end) if text.find(":", start, end) >= 0 else None
    if match is None or not PLURAL.search(match["label"]) or has_verb(text[start:end]) or _SAYS.search(match["label"]):
        return None
    subject = words_of_text(text, *match.span("label"))
    items, position = [], match.end()
    for divider in _DIVIDER.finditer(text, match.end(), end):
        items.append((position, divider.start()))
        position = divider.end()
    items.append((position, end))
    kept = [words for words in (_item(text, a, b) for a, b in items) if words]
    if not kept or any(len(words) > 8 for words in kept):
        return None
    drafts = []
    adverb: tuple[Word, ...] = ()
    for words in kept:
        if len(words) == 1 and words[0].text.lower().endswith("ly"):
            adverb = words
            continue
        made = (*subject, *adverb, Word("include"), *words)
        drafts.append(Draft(made, subject=(0, len(subject)), rules=("list.labelled",)))
        adverb = ()
    return drafts


def _item(text: str, start: int, end: int) -> tuple[Word, ...]:
    words = words_of_text(text, start, end)
    while words and not words[-1].text[0].isalnum() and words[-1].text not in ")%":
        words = words[:-1]
    return words
