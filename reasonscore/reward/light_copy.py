"""Light copies: sentences of a source with other small words ("is" for "was", "revealed" for "showed") and endings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from reasonscore.decompose.layout.sentence import split_sentences
from reasonscore.span import Piece
from reasonscore.trace.table import read_table
from reasonscore.verify.facts.statement import Word, light_keys, word_key
from reasonscore.verify.words import content_words

_WORD = re.compile(r"[A-Za-z0-9µ]{1,60}(?:[.,][0-9]{1,20})*")
LEAST = 4
"""Content words of the shortest sentence that is told by them inside of a longer one."""
ALONE = 2
"""Content words of the shortest sentence that is told by them where it stands alone."""

_ADVERBS = (
    "indeed clearly certainly obviously really truly actually surely definitely evidently apparently simply basically "
    "essentially literally notably importantly interestingly thus therefore hence again still quite rather well now "
    "here moreover furthermore however namely fact course please note hmm wait okay"
)
_DENIALS = "no not non ne pas nie niet nicht não nu không değil"

Cores = frozenset[tuple[str, ...]]
"""The content words of sentences, in order."""


def read_cores(texts: Iterable[str]) -> Cores:
    """The cores of all sentences that are long enough."""
    found = (_keys(text[start:end]) for text in texts for start, end in split_sentences(text))
    return frozenset(one for one in found if len(one) >= ALONE)


def light_copies(text: str, cores: Cores) -> list[Piece]:
    """The parts of a sentence that say a sentence of the sources with other small words.

    >>> cores = read_cores(["Antibodies against Borrelia were found in the serum and in the spinal fluid."])
    >>> text = "An antibody against Borrelia is seen in serum and spinal fluid, as expected."
    >>> [text[slice(*one)] for one in light_copies(text, cores)]
    ['antibody against Borrelia is seen in serum and spinal fluid']
    """
    words, keys = _core(text), _keys(text)
    if keys in cores:
        return [(words[0].piece[0], words[-1].piece[1])]
    sizes = sorted({len(one) for one in cores if LEAST <= len(one) <= len(keys)})
    places = ((start, start + size) for size in sizes for start in range(len(keys) - size + 1))
    return [(words[one].piece[0], words[two - 1].piece[1]) for one, two in places if keys[one:two] in cores]


@lru_cache(maxsize=8192)
def _core(text: str) -> tuple[Word, ...]:
    """The content words of a sentence; no concepts are looked for, which takes longer."""
    words = (Word(_key(found[0]), found.span()) for found in _WORD.finditer(text))
    return tuple(word for word in words if word.key)


def _keys(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in _core(text))


@lru_cache(maxsize=65536)
def _key(word: str) -> str:
    if not content_words(word) or word.lower() in _empty_words():
        return ""
    key = word_key(word)
    return "" if key in light_keys() else key


@cache
def _empty_words() -> frozenset[str]:
    """Words that are put into a sentence and change nothing of it, and small words of other languages."""
    foreign = (word for language, word in read_table("function_words.tsv") if language != "en")
    return frozenset(_ADVERBS.split()) | frozenset(foreign) - frozenset(_DENIALS.split())
