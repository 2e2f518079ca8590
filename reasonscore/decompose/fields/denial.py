"""A statement denied by the words before it: "I don't think the graft is failing" says that it is not failing."""

from __future__ import annotations

import re

from reasonscore.decompose.draft import Draft, Word
from reasonscore.decompose.fields.negation import polarity
from reasonscore.decompose.render import join_words

_AUXILIARY = frozenset(
    "is are was were has have had can could will would should may might must does do did 's 're 'll".split()
)


def denied(draft: Draft) -> Draft:
    """The draft with its predicate denied in so many words; two negations cancel each other.

    >>> draft = Draft((Word("The", 0, 3), Word("rash", 4, 8), Word("is", 9, 11), Word("viral", 12, 17)))
    >>> join_words(denied(draft).words)
    'The rash is not viral'
    """
    if polarity(join_words(draft.words)):
        prefix = tuple(Word(word) for word in ("It", "is", "not", "the", "case", "that"))
        return _with(draft, (*prefix, *_lowered(draft.words)), len(prefix), negated=False)
    for index in range(draft.subject[1], len(draft.words)):
        if draft.words[index].text.lower() in _AUXILIARY:
            words = (*draft.words[: index + 1], Word("not"), *draft.words[index + 1 :])
            return _with(draft, words, 0)
    if draft.verb is not None:
        index, base = draft.verb
        verb = draft.words[index]
        plural = verb.text.lower() == base
        helper = "do" if plural else "did" if not verb.text.lower().endswith("s") else "does"
        changed = verb._replace(text=base, source=verb.source or verb.text)
        return _with(draft, (*draft.words[:index], Word(helper), Word("not"), changed, *draft.words[index + 1 :]), 0)
    last = draft.words[-1]
    if (
        3 <= len(draft.words) <= 4
        and draft.words[0].text.lower() in ("the", "this", "his", "her")
        and _PRESENT.match(last.text)
    ):
        changed = last._replace(text=last.text[:-1], source=last.source or last.text)
        return _with(draft, (*draft.words[:-1], Word("does"), Word("not"), changed), 0)
    prefix = tuple(Word(word) for word in ("It", "is", "not", "the", "case", "that"))
    return _with(draft, (*prefix, *_lowered(draft.words)), len(prefix))


# "the valve leaks" with its verb taken for a noun
_PRESENT = re.compile(r"[a-z]{2,}[^aeiousxz\W]s$")


def _with(draft: Draft, words: tuple[Word, ...], shift: int, negated: bool = True) -> Draft:
    first, last = draft.subject
    return draft._replace(words=words, subject=(first + shift, last + shift), negated=negated, verb=None)


def _lowered(words: tuple[Word, ...]) -> tuple[Word, ...]:
    first = words[0]
    lowered = first.text[0].lower() + first.text[1:] if first.text[1:].islower() else first.text
    return (first._replace(text=lowered), *words[1:])
