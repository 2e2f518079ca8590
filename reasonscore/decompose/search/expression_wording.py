"""The wordings of an expression, and the words that match it by themselves, for which nobody has to search."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\.|\[\]?[^\]]*\]|[()|]", re.S)
_WORD = re.compile(r"([a-z]+)(s\?)?")
_OPENING, _CLOSING = r"\b(?:", r")\b"


def wordings(source: str) -> list[str]:
    """The alternatives that an expression consists of, in order; none where its brackets are not balanced.

    >>> wordings("may|(?:can|could) not")
    ['may', '(?:can|could) not']
    """
    depth, position = 0, 0
    found: list[str] = []
    for token in _TOKEN.finditer(source):
        sign = token.group()
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return []
        if sign == "|" and not depth:
            found.append(source[position : token.start()])
            position = token.end()
    return [] if depth else [*found, source[position:]]


def opens_text(source: str) -> bool:
    """True where each alternative can match at the start of a text only.

    >>> opens_text("^(?:no|not)|^never"), opens_text("^no|not")
    (True, False)
    """
    found = wordings(source)
    return bool(found) and all(wording.startswith("^") for wording in found)


def sure_words(source: str) -> frozenset[str]:
    r"""The words that an expression finds wherever they stand between blanks or marks.

    >>> sorted(sure_words(r"\b(?:may|shows?|might(?!y)|\w{3,}ed)\b"))
    ['may', 'show', 'shows']
    """
    if not source.startswith(_OPENING) or not source.endswith(_CLOSING):
        return frozenset()
    # Where the outer brackets are no pair there are no wordings.
    matches = [_WORD.fullmatch(wording) for wording in wordings(source[len(_OPENING) : -len(_CLOSING)])]
    return frozenset(word for match in matches if match for word in (match[1], match[1] + "s")[: 1 + bool(match[2])])
