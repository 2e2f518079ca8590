"""Phrases: what a clause about a trial counts, which is what is left of it without its plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from reasonscore.resource import resource_text
from reasonscore.span import Piece
from reasonscore.verify.trial_value import is_any_event

_TOKEN = re.compile(r"[A-Za-z0-9][\w'/+.-]*|[(),&]")
_BREAK = re.compile(r"^(?:and|or|nor|,|\(|\)|&|than|either|both)$", re.IGNORECASE)


@cache
def plain_words() -> frozenset[str]:
    """Words that statements about trials are made of, whatever they count."""
    lines = resource_text("verify/trial_words.txt").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def masked(text: str, pieces: Sequence[Piece]) -> str:
    """The text with spaces in place of some pieces."""
    for start, end in pieces:
        text = text[:start] + " " * (min(end, len(text)) - start) + text[end:]
    return text


def find_phrases(text: str, offset: int) -> tuple[tuple[str, Piece], ...]:
    """Runs of words that are not plain, in a text whose scopes and amounts are blank; `offset` places them."""
    runs: list[list[re.Match[str]]] = [[]]
    plain = plain_words()
    previous = 0
    for token in _TOKEN.finditer(text):
        word = token[0].lower().rstrip(".'")
        if text[previous : token.start()].strip(" -") or "   " in text[previous : token.start()]:
            runs.append([])
        previous = token.end()
        if _BREAK.match(word):
            runs.append([])
        elif word in plain:
            # A small word inside a phrase belongs to it: "shortness of breath".
            if word in ("of", "in", "the", "to", "with", "their", "an") and runs[-1]:
                runs[-1].append(token)
            else:
                runs.append([])
        else:
            runs[-1].append(token)
    found = []
    for run in runs:
        while run and run[-1][0].lower() in plain:
            run.pop()
        if run:
            start, end = run[0].start(), run[-1].end()
            found.append((text[start:end].strip(" .'"), (start + offset, end + offset)))
    # "Fever was the most common adverse event" is about fever.
    named = [one for one in found if not is_any_event(one[0])]
    return tuple(named or found)
