"""Mentions of the options of a multiple-choice question in a text: by letter, by letter and text, by text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reasonscore.span import Piece, trim
from reasonscore.trace.letter_pattern import find_letters, find_loose

_SHORT = 12
_FEWEST_INITIALS, _MOST_INITIALS = 3, 5
_LEAST_OF_INITIAL = 3
_PLUS = (" plus ", " + ", " with ")
"""What may stand for `and` between the parts of an option."""
_SIGNS = "<>≤≥=+%↑↓"


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an option.

    Args:
        letter: Key of the option.
        piece: Where it stands.
        lettered: The letter itself is written.
        contradicts: What follows the letter is the text of another option.
    """

    letter: str
    piece: Piece
    lettered: bool
    contradicts: bool = False


def find_mentions(text: str, piece: Piece, options: Mapping[str, str], *, explicit: bool = False) -> list[Mention]:
    """All mentions in reading order; a letter with its text counts once.

    >>> found = find_mentions("Option A is wrong; sarcoidosis fits.", (0, 36), {"A": "Gout", "B": "Sarcoidosis"})
    >>> [(one.letter, one.lettered) for one in found]
    [('A', True), ('B', False)]
    """
    by_text = _texts(text, piece, options)
    start, end = trim(text, *piece)
    letters = find_letters(text, (start, end), tuple(options), bare=explicit or end - start <= _SHORT)
    if not letters and not by_text:
        letters = find_loose(text, (start, end), tuple(options))
    by_letter = [Mention(letter, at, True) for letter, at in letters]
    # A letter inside an option's own text ("both A and C", "vitamin A") names nothing.
    inside = {at for one in by_text for at in range(one.piece[0], one.piece[1])}
    by_letter = [one for one in by_letter if one.piece[0] not in inside]
    found: list[Mention] = []
    covered: set[int] = set()
    for one in by_letter:
        beside = next((i for i, other in enumerate(by_text) if 0 <= other.piece[0] - one.piece[1] <= 8), None)
        if beside is not None and not text[one.piece[1] : by_text[beside].piece[0]].strip(
            "\"'“”‘’*_()[]{}:.,-–—` \n\t"
        ):
            covered.add(beside)
            other = by_text[beside]
            found.append(Mention(one.letter, (one.piece[0], other.piece[1]), True, other.letter != one.letter))
        else:
            found.append(one)
    found += [one for i, one in enumerate(by_text) if i not in covered]
    return sorted(found, key=lambda one: one.piece)


def texts_of(options: Mapping[str, str]) -> dict[str, str]:
    """The options' texts with letters and digits only, lower case."""
    return {letter: normal(text) for letter, text in options.items()}


def normal(text: str) -> str:
    """A text in lower case with single spaces for punctuation; signs that tell options apart stay.

    >>> normal("Theca-lutein cysts."), normal("LOD score >3")
    ('theca lutein cysts', 'lod score > 3')
    """
    return _fold(text, (0, len(text)))[0].strip()


def _texts(text: str, piece: Piece, options: Mapping[str, str]) -> list[Mention]:
    """Where an option's text stands, white space, case and punctuation aside; the longer of two overlapping ones."""
    folded, offsets = _fold(text, piece)
    found: list[tuple[int, int, str]] = []
    for letter, words in texts_of(options).items():
        if len(words) < 2:
            continue
        for wanted in dict.fromkeys((f" {words} ", *(f" {words} ".replace(" and ", other) for other in _PLUS))):
            at = 0
            while (at := folded.find(wanted, at)) >= 0:
                found.append((at + 1, at + len(wanted) - 1, letter))
                at += len(wanted) - 1
    places = [(offsets[start], offsets[end - 1] + 1, letter) for start, end, letter in found]
    for letter, short in _short_names(options).items():
        shorts = re.finditer(rf"(?<!\w){re.escape(short)}(?!\w)", text[slice(*piece)])
        places += [(piece[0] + one.start(), piece[0] + one.end(), letter) for one in shorts]
    kept: list[tuple[int, int, str]] = []
    for start, end, letter in sorted(places, key=lambda one: (one[0], -one[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, letter))
    return [Mention(letter, (start, end), False) for start, end, letter in kept]


def _short_names(options: Mapping[str, str]) -> dict[str, str]:
    """The initials of options of three words and more, where no other option has the same: `PPV`.

    >>> _short_names({"A": "Positive predictive value", "B": "Sensitivity"})
    {'A': 'PPV'}
    """
    found: dict[str, str] = {}
    for letter, text in options.items():
        words = [word for word in normal(text).split() if word not in ("of", "the", "and", "with", "in", "a")]
        if _FEWEST_INITIALS <= len(words) <= _MOST_INITIALS and all(
            word[0].isalpha() and len(word) >= _LEAST_OF_INITIAL for word in words
        ):
            found[letter] = "".join(word[0] for word in words).upper()
    return {letter: short for letter, short in found.items() if list(found.values()).count(short) == 1}


def _fold(text: str, piece: Piece) -> tuple[str, list[int]]:
    """`normal` of a piece between two spaces, with the offset of every character."""
    characters, offsets = [" "], [piece[0]]
    for at in range(*piece):
        if text[at].isalnum():
            for character in text[at].casefold():
                characters.append(character)
                offsets.append(at)
        else:
            if characters[-1] != " ":
                characters.append(" ")
                offsets.append(at)
            if text[at] in _SIGNS:
                characters += [text[at], " "]
                offsets += [at, at]
    if characters[-1] != " ":
        characters.append(" ")
        offsets.append(piece[1])
    return "".join(characters), offsets
