"""Answers that are no single answer: several marked ones that differ, or one that names alternatives."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from reasonscore.metrics.answer_match import match_answer
from reasonscore.metrics.matching.normalise import normalise
from reasonscore.span import Piece
from reasonscore.trace.reader import read_layout
from reasonscore.trace.trace import Trace

_ALTERNATIVE = re.compile(
    r"\s(?:or|vs\.?|versus|and/or)\s|\s?[/|;\n]\s?|,\s?(?:or\s|and\s)?|\s(?:and|plus|as well as)\s", re.IGNORECASE
)
_EITHER = re.compile(r"^(?:either|one of|any of|possibly|probably|perhaps|maybe|could be|consider)\s+", re.IGNORECASE)
_LETTER = re.compile(r"(?<![\w'’])(?:[(\[]([A-J])[)\]]|([A-J])(?![\w'’])(?!\s+(?!or\b|and\b|vs\b|is\b)[a-z]))")
"""A letter that stands alone; one before a word in lower case is an article or a pronoun."""
_REJECTED = re.compile(r"\b(?:not|rather than|instead of|unlike|excludes?|rules? out|over)\b.*", re.IGNORECASE)
_LONGEST = 400


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


def alternatives(text: str, gold: Sequence[str] = ()) -> list[str]:
    """The answers that one text names: more than one where it hedges.

    Commas, slashes and conjunctions belong to many names; where a right answer has them too, or the text is one, it is
    a single answer.

    >>> alternatives("gout or pseudogout, or lupus")
    ['gout', 'pseudogout', 'lupus']
    >>> alternatives("sepsis and pneumonia", ["Pneumonia and sepsis"])
    ['sepsis and pneumonia']
    """
    text = text.strip()[:_LONGEST]
    allowed = max((len(_parts(one)) for one in gold), default=1)
    parts = _parts(_EITHER.sub("", text))
    same = {normalise(one) for one in gold}
    return [text] if len(parts) <= max(1, allowed) or normalise(text) in same else parts


def matches(text: str, gold: Sequence[str]) -> bool:
    """Whether a text is a right answer: one answer, not a list of what it might be.

    >>> matches("gout", ["Gout"]), matches("gout or pseudogout", ["Gout"])
    (True, False)
    """
    named = alternatives(text, gold)
    return bool(named) and all(any(match_answer(one, item).matched for item in gold) for one in named)


def chosen_letters(text: str, options: Mapping[str, str]) -> set[str]:
    """The options that a short answer names, by letter or by text, apart from those that it rejects.

    >>> sorted(chosen_letters("B or (C)", {"A": "Gout", "B": "Lupus", "C": "Scurvy"}))
    ['B', 'C']
    >>> sorted(chosen_letters("B, not A", {"A": "Gout", "B": "Lupus", "C": "Scurvy"}))
    ['B']
    """
    said = _REJECTED.sub("", text[:_LONGEST])
    known = {letter.upper(): letter for letter in options}
    found = {known[letter] for match in _LETTER.finditer(said) if (letter := match[1] or match[2]) in known}
    plain = f" {normalise(said)} "
    texts = {letter: f" {normalise(words)} " for letter, words in options.items() if words.strip()}
    named = {letter for letter, words in texts.items() if words.strip() and words in plain}
    # An option whose text is part of another's is named by the longer one only.
    return found | {one for one in named if not any(texts[one] in texts[two] and one != two for two in named)}


def _parts(text: str) -> list[str]:
    return [part for one in _ALTERNATIVE.split(text) if (part := one.strip(" .*_\"'"))]
