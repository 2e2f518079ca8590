"""The option whose text a response nearly repeats: misspelled, reordered or with words between."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from reasonscore.span import Piece
from reasonscore.trace.option_mention import Mention, normal, texts_of

_SENTENCE = re.compile(r"[^.!?\n。]{3,400}")
_SENTENCES = 12
_LEAST = 84.0
_MARGIN = 6.0
_SHORTEST = 5
_STEM = 7
"""Letters that two forms of one word share: reassur-ed, reassur-ance."""
_WORD = re.compile(r"[^\W_]{5,40}")


def find_near(text: str, piece: Piece, options: Mapping[str, str]) -> list[Mention]:
    """The nearest option of each of the last sentences that are close to exactly one; empty where none is.

    Source: partial ratio and token set ratio of rapidfuzz, the better of both, at least 84 of 100 and 6 above the next.

    >>> options = {"A": "Corpus luteum cyst", "B": "Theca leutein cysts"}
    >>> find_near("It is a theca lutein cyst.", (0, 26), options)[0].letter
    'B'
    """
    from rapidfuzz import fuzz

    texts = {letter: words for letter, words in texts_of(options).items() if len(words) >= _SHORTEST}
    found = []
    for sentence in list(_SENTENCE.finditer(text, max(piece[0], piece[1] - 4000), piece[1]))[-_SENTENCES:]:
        said = normal(sentence[0])
        if len(said) < _SHORTEST:
            continue
        scores = sorted(
            ((_near(words, said, fuzz.partial_ratio, fuzz.token_set_ratio), letter) for letter, words in texts.items()),
            reverse=True,
        )
        if scores and scores[0][0] >= _LEAST and (len(scores) == 1 or scores[0][0] - scores[1][0] >= _MARGIN):
            found.append(Mention(scores[0][1], sentence.span(), False))
    return found or find_words(text, piece, options)


def find_words(text: str, piece: Piece, options: Mapping[str, str]) -> list[Mention]:
    """Where words stand that one option alone has: `septic`, not cardiogenic, shock; `reassured` for reassurance."""
    owners: dict[str, set[str]] = {}
    for letter, words in texts_of(options).items():
        for word in words.split():
            owners.setdefault(word, set()).add(letter)
    alone = {word: min(letters) for word, letters in owners.items() if len(letters) == 1 and len(word) >= _SHORTEST}
    stems: dict[str, set[str]] = {}
    for word, letter in alone.items():
        stems.setdefault(word[:_STEM], set()).add(letter)
    found = []
    for one in _WORD.finditer(text, max(piece[0], piece[1] - 4000), piece[1]):
        word = one[0].casefold()
        near = stems.get(word[:_STEM], set()) if len(word) > _STEM else set()
        owner = alone.get(word) or (min(near) if len(near) == 1 else None)
        if owner is not None:
            found.append(Mention(owner, one.span(), False))
    return found


def _near(words: str, said: str, *ratios: Callable[[str, str], float]) -> float:
    """The best ratio; 0 where the sentence is shorter than half of the option, so that a fragment says nothing."""
    return max(ratio(words, said) for ratio in ratios) if 2 * len(said) >= len(words) else 0.0
