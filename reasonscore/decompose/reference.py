"""Whom a pronoun means: the nearest entity that agrees, or nobody, with a flag, where two agree."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from reasonscore.decompose.draft import Draft

_PERSON = {"he": "the patient", "she": "the patient", "you": "the patient"}
_POSSESSIVE = {"his": "the patient's", "her": "the patient's", "hers": "the patient's", "your": "the patient's"}


class Resolution(NamedTuple):
    """A draft with its references resolved, the pronoun that was replaced, and doubts."""

    draft: Draft
    pronoun: str | None = None
    flags: tuple[str, ...] = ()


class Entities:
    """The things a text has spoken of so far, most recent last.

    Args:
        question: The case or question, whose topic may be meant from the start.
    """

    def __init__(self, question: str | None) -> None:
        self._last: list[str] = []

    def read(self, sentence: str, has_claims: bool) -> None:
        """Take note of a sentence that has been resolved."""

    def resolve(self, draft: Draft) -> Resolution:
        """The draft with its pronouns replaced where that is safe."""
        first, last = draft.subject
        words = list(draft.words)
        pronoun = None
        flags: tuple[str, ...] = ()
        if last - first == 1:
            low = words[first].text.lower()
            if low in _PERSON:
                pronoun = words[first].text
                words[first] = words[first]._replace(text=_PERSON[low], source=pronoun)
        if last > first and words[first].text.lower() in _POSSESSIVE and last - first > 1:
            pronoun = words[first].text
            words[first] = words[first]._replace(text=_POSSESSIVE[pronoun.lower()], source=pronoun)
        if re.match(
            r"(?:he|she|it|they|this|these|those|his|her|its|their|which|who)$", words[0].text if words else "", re.I
        ):
            flags = ("unresolved_reference",)
        return Resolution(replace(draft, words=tuple(words)), pronoun, flags)
