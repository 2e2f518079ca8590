"""What a thing is said to be: "it is lactic acidosis" is said of no test and of no drug."""

from __future__ import annotations

from collections.abc import Sequence

from reasonscore.decompose.draft import Word
from reasonscore.decompose.search.named import named_in


def is_disease(thing: str | None) -> bool:
    """True where a thing is itself a disease or a finding.

    >>> is_disease("the pneumonia"), is_disease("ibuprofen")
    (True, False)
    """
    return thing is not None and any(kind in ("disease", "finding") for kind, _ in named_in(thing))


def names_disease(words: Sequence[Word]) -> bool:
    """True for "is lactic acidosis": what is called a disease is no test, and no drug."""
    if not words or words[0].text.lower() not in ("is", "was", "'s"):
        return False
    rest = [w.text.lower() for w in words[1:] if w.text.lower() not in ("a", "an", "the", "likely", "probably", "not")]
    for size in (3, 2, 1):
        phrase = " ".join(rest[:size])
        if len(rest) >= size and any(kind == "disease" and name.lower() == phrase for kind, name in named_in(phrase)):
            return True
    return False
