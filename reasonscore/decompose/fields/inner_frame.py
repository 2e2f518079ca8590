"""Frames inside a sentence: "..., and it is essential to rest" gives advice as much as at the start of one."""

from __future__ import annotations

from typing import cast

from reasonscore.decompose.claim import Certainty
from reasonscore.decompose.draft import Draft, Word
from reasonscore.decompose.render import join_words, words_between
from reasonscore.decompose.search.table import pattern
from reasonscore.decompose.segments.wrapper import frame_of

_CERTAINTY = {"probable": "probable", "possible": "possible", "unlikely": "unlikely", "uncertain": "uncertain"}


def without_frame(draft: Draft) -> Draft:
    """The draft without an evaluative frame at its front.

    >>> words = [Word(w) for w in "it is essential to keep the wound dry".split()]
    >>> join_words(without_frame(Draft(tuple(words))).words)
    'the patient should keep the wound dry'
    """
    first = draft.words[0].text.lower() if draft.words else ""
    if first not in ("it", "there"):
        return draft
    text = join_words(draft.words)
    for_whom = pattern("wrapper.for_whom").match(text)
    if for_whom is not None:
        return _for_whom(draft, text, for_whom.span(1), for_whom.end(), negated=bool(for_whom.group(2)))
    found = frame_of(text)
    if found is None or found[1] >= len(text):
        return draft
    effect, end = found
    rest = tuple(words_between(draft.words, end, len(text)))
    if not rest:
        return draft
    if effect == "directive":
        subject = (Word("the"), Word("patient"))
        rules = (*draft.rules, "wrapper.directive")
        return draft._replace(
            words=(*subject, Word("should"), *rest), subject=(0, 2), rules=rules, kind=None, verb=None
        )
    if effect in _CERTAINTY:
        cue = _piece(draft.words[: len(draft.words) - len(rest)])
        degree = cast("Certainty", _CERTAINTY[effect])
        rules = (*draft.rules, "wrapper.opinion")
        return draft._replace(words=rest, subject=(0, 0), rules=rules, certainty=degree, cue=cue, verb=None)
    if effect == "none":
        return draft._replace(words=rest, subject=(0, 0), rules=(*draft.rules, "wrapper.frame"), verb=None)
    return draft


def _for_whom(draft: Draft, text: str, whom: tuple[int, int], end: int, negated: bool) -> Draft:
    """For example "it is possible for a scan to miss it" as "a scan can miss it"."""
    subject = tuple(words_between(draft.words, *whom))
    rest = tuple(words_between(draft.words, end, len(text)))
    if not subject or not rest or negated:
        return draft
    words = (*subject, Word("can"), *rest)
    rules = (*draft.rules, "wrapper.frame")
    return draft._replace(words=words, subject=(0, len(subject)), rules=rules, verb=None)


def _piece(words: tuple[Word, ...]) -> tuple[int, int] | None:
    placed = [word for word in words if word.start >= 0]
    return (placed[0].start, placed[-1].end) if placed else None
