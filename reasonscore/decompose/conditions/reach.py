"""How far a condition inside a claim reaches: over the commas of a list, but not into the next order."""

from __future__ import annotations

import re

from reasonscore.decompose.conditions.mood import Mood
from reasonscore.decompose.draft import Word
from reasonscore.decompose.search.table import words_of


def goes_on(words: tuple[Word, ...], comma: int) -> bool:
    """True where a list of conditions goes on behind a comma: "if you have asthma, are pregnant or are over 75"."""
    last = min(len(words), comma + _FARTHEST)
    stop = next((i for i in range(comma + 1, last) if words[i].text in (";", "—", "–", ")")), last)
    if stop == last < len(words):
        return False  # longer than any list that counts
    rest = " ".join(word.text for word in words[comma + 1 : stop])
    return _FURTHER.match(rest) is not None


_FARTHEST = 250
"""Words that the longest list of conditions may have: each of its members has sixty characters at most."""

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


def bare_end(text: str, start: int, end: int) -> int:
    """Where an opening condition without a comma ends: "If they persist the dose should be lowered"; -1 if unknown."""
    for match in _NO_COMMA.finditer(text, start + 1, end):
        said = text[start : match.start()].lower().split()
        if len(said) > 1 and said[0] in _WHO and said[-1] not in _WAITING:
            return match.start()
    return -1


_NO_COMMA = re.compile(
    r"\s(?=(?:the|your|this)\s(?:(?!(?:the|a|an|your|this|of|in|on|to|with|and|or|for)\b)[\w-]+\s){1,3}(?:should|must|may|can|will|needs)\b)",
    re.I,
)
_WHO = frozenset(("they", "it", "he", "she", "you", "symptoms", "these", "this"))
_WAITING = frozenset(
    "of in on at to with by for from and or but that whether think believe know feel say decide is are was were be the "
    "a an not than as".split()
)


_NAMING = re.compile(r"\ssuch as\s[^,]{2,60}$", re.I)
_GOES_ON = re.compile(r",(?:[^,;:.]{2,60},){0,6}[^,;:.]{2,60},?\s(?:and|or)\s[^,;:.]{2,80},", re.I)


def named_end(text: str, start: int, comma: int, end: int) -> int:
    """The comma behind the members among which this one stands: "if signs such as fever, a rash or a cough appear,".

    >>> named_end("if signs such as fever, a rash or a cough appear, call", 2, 22, 54)
    48
    """
    if not _NAMING.search(text, start, comma):
        return comma
    match = _GOES_ON.match(text, comma, end)
    return comma if match is None else match.end() - 1


def is_conditional(marker: str, words: tuple[Word, ...], first: int, last: int, mood: Mood) -> bool:
    """False for indirect questions ("unclear if"), for dates of past events, and for "as good as, if not better"."""
    before = words[first - 1].text.lower() if first else ""
    if marker == "if" and (
        before in _ASKING or _GRADED.match(" ".join(w.text.lower() for w in words[first + 1 : first + 3]))
    ):
        return False
    if marker in ("when", "until", "till", "whenever", "as soon as", "before", "after"):
        return not mood.past(first, last) or mood.modal(first, last)
    return True


_ASKING = frozenset("whether unclear unknown see determine ask asked know as wonder check unsure tell decide".split())
_GRADED = re.compile(r"not (?:more|less|worse|all|most|always|\w{2,}er)$|(?:anything|at all)$")
