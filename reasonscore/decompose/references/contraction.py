"""The verb in "it's": spelled out where a noun takes the pronoun's place."""

from __future__ import annotations

from reasonscore.decompose.draft import Word

_FULL = {"'s": "is", "'re": "are", "'ll": "will", "'ve": "have", "'d": "would"}


def uncontracted(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words behind a pronoun, the first of them spelled out.

    >>> uncontracted((Word("'s"), Word("safe")))[0].text
    'is'
    """
    if not words or words[0].text.lower() not in _FULL:
        return words
    return (words[0]._replace(text=_FULL[words[0].text.lower()], source=words[0].text), *words[1:])
