"""How far a condition inside a claim reaches: over the commas of a list, but not into the next order."""

from __future__ import annotations

import re

from reasonscore.decompose.draft import Word
from reasonscore.decompose.table import words_of


def goes_on(words: tuple[Word, ...], comma: int) -> bool:
    """True where a list of conditions goes on behind a comma: "if you have asthma, are pregnant or are over 75"."""
    stop = next((i for i in range(comma + 1, len(words)) if words[i].text in (";", "—", "–", ")")), len(words))
    rest = " ".join(word.text for word in words[comma + 1 : stop])
    return _FURTHER.match(rest) is not None


_FURTHER = re.compile(
    r"(?!(?:and|or|but|so|then|usually|especially|particularly|which|who|even|although|because|as|since|regardless|irrespective)\b)"
    r"(?:[^,]{1,60},\s){0,4}?(?:[^,]{1,60}?,?\s(?:or|and)\s(?!then\b)[^,]{2,60}$)",
    re.I,
)


def turns(words: tuple[Word, ...], at: int) -> bool:
    """True where the order goes on behind the condition: "until stable and then monthly", "or stop it if it recurs"."""
    low = words[at].text.lower()
    following = words[at + 1].text.lower() if at + 1 < len(words) else ""
    if low in ("and", "or", "but") and following in ("then", "thereafter"):
        return True
    return low in ("or", "and") and words[at - 1].text == "," and following in words_of("verbs", "order")
