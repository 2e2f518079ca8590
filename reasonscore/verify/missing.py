"""What a text lacks of a claim: numbers, names, symbols, the subject."""

from __future__ import annotations

from functools import lru_cache

from reasonscore.verify.facts.statement import REMEMBERED, Statement, held_words, light_keys, names


def numbers_missing(claim: Statement, known: Statement) -> float:
    """Share of the claim's numbers that the text does not hold; 0 where it has none."""
    numbers = [word.key for word in claim.words if word.key[0].isdigit()]
    return sum(number not in known.keys for number in numbers) / len(numbers) if numbers else 0.0


def names_missing(claim: Statement, known: Statement) -> float:
    """Share of the concepts that the claim names and the text does not; 0 where it names none."""
    if not claim.mentions:
        return 0.0
    missing = 0
    for mention in claim.mentions:
        if not names(known, mention):
            keys = {w.key for w in claim.words if mention.span[0] <= w.piece[0] < mention.span[1]}
            missing += not keys <= known.keys
    return missing / len(claim.mentions)


def symbols_missing(claim: Statement, known: Statement) -> float:
    """Share of the claim's symbols and proper names ("IL-6", "GATA3", "Mayo") that the text does not hold."""
    symbols = _symbols(claim)
    return len(symbols - held_words(claim, known)) / len(symbols) if symbols else 0.0


@lru_cache(maxsize=REMEMBERED)
def _symbols(claim: Statement) -> frozenset[int]:
    return frozenset(index for index, word in enumerate(claim.words) if _is_symbol(claim.text, word.piece))


def _is_symbol(text: str, piece: tuple[int, int]) -> bool:
    word = text[piece[0] : piece[1]]
    if word.isalpha() and word.islower():
        return False
    if any(char.isdigit() for char in word):
        return any(char.isalpha() for char in word)
    return any(char.isupper() for char in word[1:]) or (word[0].isupper() and piece[0] > 0)


def subject_missing(claim: Statement, known: Statement) -> float:
    """Whether the text does not hold the first word of the claim that says something."""
    first = next((i for i, word in enumerate(claim.words) if word.key not in light_keys()), None)
    return float(first is not None and first not in held_words(claim, known))
