"""One spelling for texts that differ only in case, accents, quotes, dashes, markup, spaces or a final stop."""

from __future__ import annotations

import unicodedata

_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-"})
_MARKUP = str.maketrans("", "", "*_`#")
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l"})


def normalise(text: str) -> str:
    """The text in lower case, without accents, markup, articles in front, or punctuation at its ends.

    >>> normalise("**The Morel\u2013Lavallée lesion.**")
    'morel-lavallee lesion'
    """
    plain = unicodedata.normalize("NFKD", text.translate(_SIGNS).translate(_MARKUP).casefold()).translate(_LETTERS)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = plain.split()
    while words and words[0] in ("a", "an", "the"):
        words = words[1:]
    return " ".join(words).strip(" .,;:!?\"'")
