"""Texts as SQuAD compares them: no case, punctuation or articles."""

from __future__ import annotations

import string

_PUNCTUATION = str.maketrans("", "", string.punctuation)


def squad_words(text: str) -> list[str]:
    """The words that are compared.

    >>> squad_words("The patient's  fever.")
    ['patients', 'fever']
    """
    return [word for word in text.lower().translate(_PUNCTUATION).split() if word not in ("a", "an", "the")]
