"""Abbreviations that two answers explain to each other: by a bracket after the long form, or by their initials."""

from __future__ import annotations

import re

from reasonscore.metrics.matching.normal_form import normalise

_BRACKET = re.compile(r"\(\s*([A-Za-z][A-Za-z0-9-]{1,9})\s*\)")
_SHORT = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")
_SMALL = frozenset(["of", "the", "and", "in", "with", "to", "for", "a", "an"])


def is_abbreviation(word: str) -> bool:
    """Whether a word is written like one: two capitals or more, ten signs at most.

    >>> is_abbreviation("GIST"), is_abbreviation("MALT"), is_abbreviation("Gout")
    (True, True, False)
    """
    return 2 <= len(word) <= 10 and sum(sign.isupper() for sign in word) >= 2


def find_definitions(one: str, other: str) -> tuple[tuple[str, str], ...]:
    """Short forms of both answers (lower case) with their long forms, in the order in which they were found.

    >>> find_definitions("LCH of the cheek", "Lobular capillary hemangioma")
    (('lch', 'lobular capillary hemangioma'),)
    >>> find_definitions("Multicystic dysplastic kidney (MCDK)", "MCDK")
    (('mcdk', 'multicystic dysplastic kidney'),)
    """
    found: dict[str, str] = {}
    for text, counterpart in ((one, other), (other, one)):
        for match in _BRACKET.finditer(text):
            short = match[1].removesuffix("s") if match[1][:-1].isupper() else match[1]
            if is_abbreviation(short) and (long_form := _before(short, text[: match.start()])):
                found.setdefault(normalise(match[1]), long_form)
                found.setdefault(normalise(short), long_form)
        for word in _SHORT.findall(text):
            if len(word) >= 3 and normalise(word) not in found and (long_form := _spelled(word, counterpart)):
                found[normalise(word)] = long_form
    return tuple(found.items())


def strip_brackets(text: str) -> str:
    """The text without brackets that hold nothing but an abbreviation."""
    return _BRACKET.sub(lambda match: " " if is_abbreviation(match[1]) else match[0], text)


def _before(short: str, text: str) -> str:
    """The shortest run of words before a bracket whose letters spell the short form, its first letter included."""
    words = _parts(text)
    letters = [sign for sign in short.casefold() if sign.isalnum()]
    for length in range(1, min(len(words), len(letters) + 4) + 1):
        run = words[-length:]
        if run[0][:1] == letters[0] and _in_order(letters, " ".join(run)) and length >= len(letters) / 3:
            return " ".join(run)
    return ""


def _spelled(short: str, text: str) -> str:
    """The run of words of a text that the short form abbreviates: its letters in order, every word giving its first."""
    words = [word for word in _parts(text) if word not in _SMALL]
    letters = short.casefold()
    for length in range(len(letters), 1, -1):
        for at in range(len(words) - length + 1):
            if _abbreviates(letters, words[at : at + length]):
                return " ".join(words[at : at + length])
    return ""


def _abbreviates(letters: str, words: list[str]) -> bool:
    """Whether letters are the first ones of the words in order, with inner letters of a word between them."""
    at = 0
    for number, word in enumerate(words):
        if at >= len(letters) or word[0] != letters[at]:
            return False
        at += 1
        nearest = words[number + 1][0] if number + 1 < len(words) else ""
        place = 0
        while at < len(letters) and letters[at] != nearest:
            place = word.find(letters[at], place + 1)
            if place < 0:
                return False
            at += 1
    return at == len(letters)


def _parts(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", normalise(text))


def _in_order(letters: list[str], text: str) -> bool:
    at = 0
    for letter in letters:
        at = text.find(letter, at) + 1
        if not at:
            return False
    return True
