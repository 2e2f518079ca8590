"""The letters of a note in one paragraph: "S: slept badly. O: T 37.9. A: likely ileus. P: NG tube"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reasonscore.span import Piece

_LETTER = re.compile(r"\*{0,2}(?P<letter>S|O|A|P|A/P)\*{0,2}\s?[:=]\*{0,2}\s+(?=\S)")
_FEWEST = 3


def letters_of(text: str, pieces: Sequence[Piece]) -> dict[int, int]:
    """Where the sentences that open with such a letter begin, and where what they say begins.

    >>> text = "S: slept badly. O: T 37.9. P: NG tube."
    >>> letters_of(text, [(0, 15), (16, 26), (27, 38)])
    {0: 3, 16: 19, 27: 30}
    >>> letters_of("A: yes.", [(0, 7)])
    {}
    """
    if ":" not in text:
        return {}
    found = [(a, match) for a, b in pieces if (match := _LETTER.match(text, a, b)) is not None]
    order = ["SOAP".index(match["letter"][0]) for _, match in found]
    if len(found) < _FEWEST or order != sorted(order):
        return {}
    return {a: match.end() for a, match in found}
