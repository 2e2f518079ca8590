"""Words as they are read in a row, and whether "it" opens a phrase in which it means nothing."""

from __future__ import annotations

from collections.abc import Sequence

from reasonscore.decompose.draft import Draft, Word
from reasonscore.decompose.search.table import pattern


def spoken(words: Sequence[Word]) -> str:
    """The words in a row, contractions joined.

    >>> spoken([Word("it"), Word("'s"), Word("late")])
    "it's late"
    """
    return " ".join(w.text for w in words).replace(" '", "'").replace(" n't", "n't")


def is_expletive(words: Sequence[Word]) -> bool:
    """True for "it is important that": "it" means nothing there.

    >>> is_expletive([Word(w) for w in "it is important that you rest".split()])
    True
    """
    return pattern("reference.expletive").match(spoken(words[:12])) is not None


def takes_time(draft: Draft, last: int) -> bool:
    """True for "it can take a month before it works": "it" means nothing there."""
    if not any(condition.kind in ("before", "until") for condition in draft.conditions):
        return False
    return any(word.text.lower() in ("take", "takes", "took") for word in draft.words[last : last + 3])
