"""The language of a text by script and function words; English unless the evidence against it is clear."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from reasonscore.trace.table import read_table

_WORD = re.compile(r"[^\W\d_]{1,30}")
_SHORTHAND = re.compile(r"(?<!\w)(?:[A-Za-z]{1,2}/[A-Za-z]{0,2}|[A-Z]{2,3}|[A-Z][a-z]?\+?(?=\s\d))(?!\w)")
"""What notes abbreviate with the letters of other languages' short words: "w/o", "PO", "Na 128"."""

_SAMPLE = 20_000
_FEWEST_LETTERS = 12
_FEWEST_WORDS = 6
_FEWEST_KINDS = 3
_SCRIPTS: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = (
    ("ja", ((0x3040, 0x30FF), (0x31F0, 0x31FF))),
    ("zh", ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))),
    ("ko", ((0xAC00, 0xD7AF), (0x1100, 0x11FF))),
    ("ru", ((0x0400, 0x04FF),)),
    ("ar", ((0x0600, 0x06FF),)),
    ("he", ((0x0590, 0x05FF),)),
    ("hi", ((0x0900, 0x097F),)),
    ("bn", ((0x0980, 0x09FF),)),
    ("th", ((0x0E00, 0x0E7F),)),
    ("el", ((0x0370, 0x03FF), (0x1F00, 0x1FFF))),
)

_FIRST = chr(0x0370)
"""The first letter beyond the Latin ones."""

_CLEARLY = 2 / 3
"""Share of a script that speaks clearly against English: a text that switches halfway still has an English half."""


def detect_language(text: str) -> str:
    """The code of the language, `en` where nothing speaks clearly against English.

    Latin terms, drug names and Greek letters carry no function words and few letters, so they never decide.

    >>> detect_language("Status post appendectomy; diabetes mellitus, lupus erythematosus, per os b.i.d.")
    'en'
    >>> detect_language("El paciente presenta fiebre y dolor en el abdomen desde hace tres días.")
    'es'
    """
    sample = text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + " " + text[-_SAMPLE // 2 :]
    return _by_script(sample) or _by_words(sample)


def _by_script(text: str) -> str | None:
    if text.isascii() or max(text) < _FIRST:
        return None
    letters = 0
    counts = dict.fromkeys((name for name, _ in _SCRIPTS), 0)
    for character in text:
        if not character.isalpha():
            continue
        # A letter of a script without spaces says as much as a short word.
        letters += 1
        if character < _FIRST:
            continue
        code = ord(character)
        for name, ranges in _SCRIPTS:
            if any(low <= code <= high for low, high in ranges):
                counts[name] += 1
                break
    east_asian = counts["zh"] + counts["ja"]
    if counts["ja"] and counts["ja"] * 10 >= east_asian:
        counts["ja"], counts["zh"] = east_asian, 0
    name = max(counts, key=lambda one: counts[one])
    weight = 3 if name in ("zh", "ja", "ko") else 1
    few = _FEWEST_LETTERS // weight
    return (
        name
        if counts[name] >= few and counts[name] * weight > _CLEARLY * (letters - counts[name] + counts[name] * weight)
        else None
    )


def _by_words(text: str) -> str:
    words = [word.casefold() for word in _WORD.findall(_SHORTHAND.sub(" ", text))]
    if len(words) < _FEWEST_WORDS:
        return "en"
    said = Counter(words)
    table = _function_words()
    counts = {name: sum(said[word] for word in known.intersection(said)) for name, known in table.items()}
    best = max(sorted(counts), key=lambda one: counts[one])
    if best != "en" and len({word for word in words if word in table[best]}) < _FEWEST_KINDS:
        return "en"  # sodium is no preposition: "Na 119, urine Na 62, w/ SIADH"
    share = counts[best] / len(words)
    return best if best != "en" and share >= 0.15 and counts[best] >= 2 * counts["en"] and counts[best] >= 3 else "en"


@cache
def _function_words() -> dict[str, frozenset[str]]:
    words: dict[str, list[str]] = {}
    for language, word in read_table("function_words.tsv"):
        words.setdefault(language, []).append(word)
    return {language: frozenset(known) for language, known in words.items()}
