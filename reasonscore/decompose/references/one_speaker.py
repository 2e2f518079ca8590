"""The verb of "they", where they are one doctor."""

from __future__ import annotations

from reasonscore.decompose.clauses.inflection import third_person
from reasonscore.decompose.draft import Draft

_ONE = {"are": "is", "were": "was", "have": "has", "do": "does", "'re": "is", "'ve": "has", "don't": "doesn't"}


def singular_verb(draft: Draft, at: int) -> Draft:
    """The draft whose verb agreed with "they", made to agree with one person."""
    if at >= len(draft.words):
        return draft
    word = draft.words[at]
    low = word.text.lower()
    if low in _ONE:
        changed = word._replace(text=_ONE[low], source=word.source or word.text)
    elif draft.verb is not None and draft.words[draft.verb[0]].text.lower() == draft.verb[1]:
        at = draft.verb[0]
        word = draft.words[at]
        changed = word._replace(text=third_person(draft.verb[1]), source=word.source or word.text)
    else:
        return draft
    return draft._replace(words=(*draft.words[:at], changed, *draft.words[at + 1 :]))
