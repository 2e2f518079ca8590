"""Truisms: claims that hold whatever the evidence says, so that no evidence can bear them out."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from reasonscore.reward.opposition import denies, topic
from reasonscore.verify.facts.statement import light_keys, read_statement, word_key

_TWICE = 0.5
"""Share of a claim's words that it says twice from which on it says that a thing is itself."""
_ALTERNATIVE = re.compile(r"\b(?:or|unless)\b", re.IGNORECASE)
_UNTOLD = ("lab", "vital", "imaging", "procedure", "anatomy")
"""Kinds of things that every patient has or may have had done; to name one says nothing of it."""
_SHOWN = re.compile(
    r"there (?:is|are|was|were|has been) [^\s,.;:]{1,40}(?: [^\s,.;:]{1,40})?[.!]?"
    r"|(?:(?:an?|the|some|her|his|their) )?[^\s,.;:]{1,40}(?: [^\s,.;:]{1,40})? (?:is|are|was|were|has been) "
    r"(?:seen|found|noted|present|observed|reported|shown|detected|there|mentioned|described|identified)[.!]?",
    re.IGNORECASE,
)
"""A sentence that says of one thing that it is there."""
_FEW = 2
_FOUND = ("disease", "finding", "organism")
"""Kinds of things that may be there or not."""
_DONE = (
    "done performed measured taken checked tested obtained made carried ordered assessed evaluated examined exists "
    "existed there called named something anything thing kind sort type shape form"
)
"""What can be said of any test or part of the body."""


@lru_cache(maxsize=8192)
def is_truism(text: str) -> bool:
    """Whether a claim repeats itself, leaves itself open, or only says that something was done or is there.

    >>> is_truism("If the spleen is enlarged, the spleen is enlarged."), is_truism("Either he has gout or he does not.")
    (True, True)
    >>> is_truism("Potassium was measured."), is_truism("Potassium was high."), is_truism("She has no spleen.")
    (True, False, False)
    """
    return _repeats_itself(text) or _leaves_open(text) or _names_only(text)


def _repeats_itself(text: str) -> bool:
    said = Counter(word.key for word in read_statement(text).words if word.key not in light_keys())
    return bool(said) and sum(count > 1 for count in said.values()) >= _TWICE * len(said)


def _leaves_open(text: str) -> bool:
    """Whether one side of an alternative is the denial of the other and nothing more."""
    for match in _ALTERNATIVE.finditer(text):
        one, other = text[: match.start()], text[match.end() :]
        if denies(one) != denies(other) and (topic(other) <= topic(one) or topic(one) <= topic(other)):
            return True
    return False


def _names_only(text: str) -> bool:
    if denies(text):
        return False
    statement = read_statement(text)
    named = [one.span for one in statement.mentions if one.concept.kind in _UNTOLD]
    told = [word for word in statement.words if word.key not in light_keys() and word.key not in _done()]
    untold = [word for word in told if any(start <= word.piece[0] < end for start, end in named)]
    if len(untold) == len(told):
        return bool(named)
    # "Depth was seen", "there is ring-shaped": a word that names no finding, and that it is there.
    shown = _SHOWN.fullmatch(text.strip())
    known = any(one.concept.kind in _FOUND for one in statement.mentions)
    return shown is not None and len(told) <= _FEW and not known and not any(c.isdigit() for c in text)


@cache
def _done() -> frozenset[str]:
    return frozenset(map(word_key, _DONE.split()))
