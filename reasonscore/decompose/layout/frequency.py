"""Side effects under how often they occur: "Common: rash, nausea; rare: hepatitis" says that a rash is common."""

from __future__ import annotations

import re

from reasonscore.decompose.draft import Draft, Word
from reasonscore.decompose.segments.label import has_label_mark
from reasonscore.decompose.segments.segment import has_verb
from reasonscore.decompose.wording import words_of_text

_LABEL = re.compile(
    r"(?P<label>(?:very\s|less\s|more\s)?(?:common|uncommon|rare|frequent|infrequent|occasional)(?:\s\([^()]{1,40}\))?)"
    r"\s?(?::|\s[-–—])\s+(?=[A-Za-z])",
    re.I,
)
_DIVIDER = re.compile(r"\s*(?:[,;]\s*(?:and|or)?(?=[\s,])|\s(?:and|or)\s)[\s,]*")
_PLURAL = re.compile(r"(?:s(?<![suio]s)(?<!nausea)|\bmuscle cramps)$", re.I)
_MOST_WORDS = 8


def read_frequencies(text: str, start: int, end: int) -> list[Draft] | None:
    """One claim for each thing and how often it occurs; None where the text is no such list.

    >>> text = "Common: rash, tremors; rare: hepatitis."
    >>> [" ".join(w.text for w in d.words) for d in read_frequencies(text, 0, len(text))]
    ['rash is common', 'tremors are common', 'hepatitis is rare']
    """
    if not has_label_mark(text) or _LABEL.match(text, start, end) is None:
        return None
    labels = [label for label in _LABEL.finditer(text, start, end) if _begins(text, start, label.start())]
    drafts: list[Draft] = []
    for label, stop in zip(labels, [*(later.start() for later in labels[1:]), end], strict=True):
        often = words_of_text(text, *label.span("label"))
        often = (often[0]._replace(text=often[0].text.lower(), source=often[0].text), *often[1:])
        position = label.end()
        for a, b in [*((d.start(), d.end()) for d in _DIVIDER.finditer(text, label.end(), stop)), (stop, stop)]:
            words = _thing(text, position, a)
            position = b
            if not words:
                continue
            if len(words) > _MOST_WORDS or has_verb(" ".join(word.text for word in words)):
                return None
            verb = Word("are" if _PLURAL.search(words[-1].text) else "is")
            drafts.append(
                Draft((*words, verb, *often), subject=(0, len(words)), rules=("list.labelled",), kind="mechanism")
            )
    return drafts or None


def _begins(text: str, start: int, at: int) -> bool:
    """True for a label at the start of the list or behind a mark."""
    before = text[start:at].rstrip()
    return not before or before[-1] in ".;,"


def _thing(text: str, start: int, end: int) -> tuple[Word, ...]:
    words = words_of_text(text, start, end)
    while words and not words[-1].text[0].isalnum() and words[-1].text not in ")%":
        words = words[:-1]
    return words
