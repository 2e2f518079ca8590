"""What stands between the last cut of a sentence and a place after it: asked at every mark, looked for once a cut."""

from __future__ import annotations

import re

from reasonscore.decompose.search.expression import Expression

_OPENER = re.compile(
    r"\s*(?:(?:either\s)?if|unless|when|whenever|once|until|although|though|while|because|since|as|given|were|had)\b",
    re.I,
)


class Stretch:
    r"""A part of a sentence whose end is still looked for.

    Args:
        text: The sentence.
        start: Where the part begins.
        verb: What a finite verb is; a match stands inside one word.

    >>> stretch = Stretch("if it is red, stop", 0, Expression(r"\bis\b"))
    >>> stretch.has_verb(5), stretch.has_verb(12), stretch.is_open(12), stretch.is_open(18)
    (False, True, True, False)
    """

    def __init__(self, text: str, start: int, verb: Expression) -> None:
        self.text = text
        self._pattern = verb
        self._verb = (-1, -1)
        self.move(start)

    def move(self, start: int) -> None:
        """A cut was made, and the next part begins at `start`."""
        self.start = start
        self._opens = _OPENER.match(self.text, start) is not None
        comma = self.text.find(",", start)
        self._comma = comma if comma >= 0 else len(self.text)

    def has_verb(self, end: int) -> bool:
        """True where a finite verb stands before `end`, which is no place inside a word."""
        if self._verb[0] < self.start:
            verb = self._pattern.search(self.text, self.start)
            # Without one the rest of the text is never looked through again.
            self._verb = verb.span() if verb else (len(self.text), len(self.text) + 1)
        return self._verb[1] <= end

    def is_open(self, end: int) -> bool:
        """True where the part begins with "if" and the like and has come to no comma before `end`."""
        return self._opens and self._comma >= end
