"""The shallow tier: segments and conditions by their markers alone, thousands of sentences a second."""

from __future__ import annotations

from reasonscore.decompose.draft import ConditionDraft, Draft
from reasonscore.decompose.wording import words_of_text


def read_shallow(text: str, start: int, end: int, opening: ConditionDraft | None = None) -> list[Draft]:
    """The claim of one segment, as it stands.

    >>> [" ".join(word.text for word in draft.words) for draft in read_shallow("The CT is normal", 0, 16)]
    ['The CT is normal']
    """
    words = words_of_text(text, start, end)
    while words and words[0].text in ",.;:-–—":
        words = words[1:]
    if not words or not (words[0].text[0].isalnum() or any(word.text[0].isalnum() for word in words)):
        return []
    rules = ("shallow.segment",) if opening is None else ("shallow.segment", f"condition.{opening.kind}")
    return [Draft(words, (opening,) if opening else (), rules=rules)]
