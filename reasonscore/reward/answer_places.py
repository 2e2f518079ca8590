"""The places of a response that hold an answer and nothing else, and the options that are named there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from reasonscore.metrics.matching.normal_form import normalise
from reasonscore.span import Piece
from reasonscore.trace.reader import read_layout
from reasonscore.trace.trace import Trace

_LETTER = re.compile(
    r"(?<![\w'’])(?:[(\[]([A-J])[)\]]|([A-J])(?![\w'’])(?!\s+(?!or\b|and\b|vs\b|is\b|then\b|but\b|plus\b)[a-z]))"
)
"""A letter that stands alone; one before a word in lower case is an article or a pronoun."""
_REJECTED = re.compile(r"\b(?:not|isn['’]t|rather than|instead of|unlike|excludes?|rules? out|over)\b.*", re.IGNORECASE)
_LONGEST = 400
_WORDS = re.compile(r"\w+")


def marked_places(trace: Trace) -> list[Piece]:
    """Where a response holds an answer and nothing else, outside of its thinking.

    >>> marked_places(Trace("<answer>A</answer><answer>B</answer>"))
    [(8, 9), (26, 27)]
    """
    return list(_marked_places(trace.text))


def marked_answers(trace: Trace) -> list[str]:
    """What stands in those places."""
    return [trace.text[start:end].strip() for start, end in _marked_places(trace.text)]


@lru_cache(maxsize=256)
def _marked_places(text: str) -> tuple[Piece, ...]:
    reading = read_layout(text)
    pieces = sorted({piece for section in reading.sections for piece in section.answers})
    return tuple(one for one in pieces if not any(start <= one[0] < end for start, end in reading.thinking))


def chosen_letters(text: str, options: Mapping[str, str], *, rejected: bool = False) -> set[str]:
    """The options that a short answer names, by letter or by text, apart from those that it rejects.

    Args:
        text: The answer.
        options: The choices.
        rejected: Whether those that it rejects count as well.

    >>> sorted(chosen_letters("B or (C)", {"A": "Gout", "B": "Lupus", "C": "Scurvy"}))
    ['B', 'C']
    >>> sorted(chosen_letters("B, not A", {"A": "Gout", "B": "Lupus", "C": "Scurvy"}))
    ['B']
    """
    said = text[:_LONGEST] if rejected else _REJECTED.sub("", text[:_LONGEST])
    known = {letter.upper(): letter for letter in options}
    found = {known[letter] for match in _LETTER.finditer(said) if (letter := match[1] or match[2]) in known}
    plain = _spaced(said)
    texts = {letter: _spaced(words) for letter, words in options.items() if words.strip()}
    named = {letter for letter, words in texts.items() if words.strip() and words in plain}
    # An option whose text is part of another's is named by the longer one only.
    return found | {one for one in named if not any(texts[one] in texts[two] and one != two for two in named)}


def _spaced(text: str) -> str:
    """The words of a text between single spaces, whatever stands between them in it."""
    return f" {' '.join(_WORDS.findall(normalise(text)))} "
