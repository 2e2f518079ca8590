"""Words that match an expression by themselves, so that nobody has to search for them: "is" in a list of verbs."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\.|\[\]?[^\]]*\]|[()|]", re.S)
_WORD = re.compile(r"([a-z]+)(s\?)?")
_OPENING, _CLOSING = r"\b(?:", r")\b"


def sure_words(source: str) -> frozenset[str]:
    r"""The words that an expression finds wherever they stand between blanks or marks.

    >>> sorted(sure_words(r"\b(?:may|shows?|might(?!y)|\w{3,}ed)\b"))
    ['may', 'show', 'shows']
    """
    if not source.startswith(_OPENING) or not source.endswith(_CLOSING):
        return frozenset()
    body = source[len(_OPENING) : -len(_CLOSING)]
    depth, position = 0, 0
    wordings: list[str] = []
    for token in _TOKEN.finditer(body):
        sign = token.group()
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return frozenset()  # the outer brackets are no pair
        if sign == "|" and not depth:
            wordings.append(body[position : token.start()])
            position = token.end()
    matches = [_WORD.fullmatch(wording) for wording in [*wordings, body[position:]]]
    return frozenset(word for match in matches if match for word in (match[1], match[1] + "s")[: 1 + bool(match[2])])
