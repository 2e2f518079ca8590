"""Phrases: what a clause about a trial counts, which is what is left of it without its plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from reasonscore.resource import resource_text
from reasonscore.span import Piece
from reasonscore.verify.trial.value import is_any_event

_TOKEN = re.compile(r"[A-Za-z0-9][\w'/+.-]*|[(),&]")
_BREAK = re.compile(r"^(?:and|or|nor|,|\(|\)|&|than|either|both)$", re.IGNORECASE)

SLIP = 7
"""Letters from which on a word with one slip is still taken for itself."""


@cache
def plain_words() -> frozenset[str]:
    """Words that statements about trials are made of, whatever they count."""
    lines = resource_text("verify/trial_words.txt").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=4096)
def is_plain(word: str) -> bool:
    """Whether a word is plain, or a slip of the pen away from a long plain word.

    >>> is_plain("patients"), is_plain("precentage"), is_plain("anaemia")
    (True, True, False)
    """
    if word in plain_words():
        return True
    if len(word) < SLIP or not word.isalpha():
        return False
    from rapidfuzz.distance import OSA

    near = (one for one in plain_words() if len(one) >= SLIP and one[0] == word[0])
    return any(OSA.distance(word, one, score_cutoff=1) <= 1 for one in near)


def masked(text: str, pieces: Sequence[Piece]) -> str:
    """The text with spaces in place of some pieces."""
    for start, end in pieces:
        text = text[:start] + " " * (min(end, len(text)) - start) + text[end:]
    return text


def find_phrases(text: str, offset: int) -> tuple[tuple[str, Piece], ...]:
    """Runs of words that are not plain, in a text whose scopes and amounts are blank; `offset` places them."""
    runs: list[list[re.Match[str]]] = [[]]
    previous = 0
    for token in _TOKEN.finditer(text):
        word = token[0].lower().rstrip(".'")
        if text[previous : token.start()].strip(" -") or "   " in text[previous : token.start()]:
            runs.append([])
        previous = token.end()
        if _BREAK.match(word):
            runs.append([])
        elif is_plain(word):
            # A small word inside a phrase belongs to it: "shortness of breath".
            if word in ("of", "in", "the", "to", "with", "their", "an") and runs[-1]:
                runs[-1].append(token)
            else:
                runs.append([])
        else:
            runs[-1].append(token)
    found = []
    for run in runs:
        while run and is_plain(run[-1][0].lower()):
            run.pop()
        if run:
            start, end = run[0].start(), run[-1].end()
            found.append((text[start:end].strip(" .'"), (start + offset, end + offset)))
    # "Fever was the most common adverse event" is about fever.
    named = [one for one in found if not is_any_event(one[0])]
    return tuple(named or found)
