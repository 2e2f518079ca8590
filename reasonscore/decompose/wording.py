"""The words of a stretch of text, by white space and punctuation."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from reasonscore.decompose.draft import Phrase, Word

_WORD = re.compile(r"(\w+(?:[.,'’/+-]\w+)*[+%]?|[^\w\s])")
_MAKE = cast("Callable[[type[Word], tuple[str, int, int, None]], Word]", tuple.__new__)
_MARKS = frozenset(".,;:)?!")


def words_of_text(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of `text[start:end]`, each with its place.

    >>> [word.text for word in words_of_text("Na 128 (low), T 38.5°C.", 0, 23)]
    ['Na', '128', '(', 'low', ')', ',', 'T', '38.5', '°', 'C', '.']
    """
    stretch = text[start:end]
    words: list[Word] = []
    # This loop runs over every word of a text: names of its own are found sooner.
    add, make, kind = words.append, _MAKE, Word
    at = start
    # Most of what stands between two blanks is a word or a word and a mark, for which no expression is needed.
    for chunk in stretch.split(" "):
        stop = at + len(chunk)
        if chunk.isalnum():
            add(make(kind, (chunk, at, stop, None)))
        elif chunk[-1:] in _MARKS and chunk[:-1].isalnum():
            add(make(kind, (chunk[:-1], at, stop - 1, None)))
            add(make(kind, (chunk[-1], stop - 1, stop, None)))
        elif chunk:
            for number, part in enumerate(_WORD.split(chunk)):
                if number % 2:
                    add(make(kind, (part, at, at + len(part), None)))
                at += len(part)
        at = stop + 1
    phrase = Phrase(words)
    if words and _is_even(stretch):
        phrase.joined = text[words[0].start : words[-1].end]
        phrase.is_even = True
    return phrase


def _is_even(stretch: str) -> bool:
    """True where the words, joined with one blank wherever a blank stands and is wanted, are the text again."""
    return (
        stretch.isascii()
        and stretch.isprintable()
        and "  " not in stretch
        and " ." not in stretch
        and " ," not in stretch
        and " ;" not in stretch
        and " :" not in stretch
        and " !" not in stretch
        and " ?" not in stretch
        and " )" not in stretch
        and " ]" not in stretch
        and " }" not in stretch
        and " %" not in stretch
        and " '" not in stretch
        and "( " not in stretch
        and "[ " not in stretch
        and "{ " not in stretch
    )
