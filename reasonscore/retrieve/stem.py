"""Words without their endings, in one spelling, so that "infections" and "infectious" meet.

Plurals are those of the S stemmer, which leaves virus and sepsis alone; all other endings are Porter's, with three of
medical words added to his last table: -ia (ischaemia, ischaemic), -is (diagnosis, diagnoses) and -ious (infectious).

Source: Harman, "How effective is suffixing?" (1991); Porter, "An algorithm for suffix stripping" (1980), steps 1b to 5
with its author's later changes.
"""

from __future__ import annotations

from functools import cache

from reasonscore.resource import resource_text

_SPELLINGS = (
    ("our", "or"), ("tre", "ter"), ("ise", "ize"), ("ised", "ized"), ("ising", "izing"), ("yse", "yze"),
    ("ysed", "yzed"),
)  # fmt: skip
_VOWELS = frozenset("aeiou")


def stem(word: str) -> str:
    """The word in one spelling, without its endings; short words and words with digits stay.

    >>> [stem(word) for word in ("arteries", "doses", "virus", "sepsis", "treatments", "infectious", "infections")]
    ['arteri', 'dose', 'virus', 'sepsis', 'treatment', 'infect', 'infect']
    >>> stem("haemorrhage") == stem("hemorrhages"), stem("tumours") == stem("tumor")
    (True, True)
    """
    if len(word) < 4 or not word.isalpha():
        return word
    word = _one_spelling(singular(word))
    word = _verb(word)
    if word.endswith("y") and "v" in _shape(word[:-1]):
        word = word[:-1] + "i"
    for step, least in (("2", 1), ("3", 1), ("4", 2)):
        word = _step(word, step, least)
    return _without_e(word)


def singular(word: str) -> str:
    """The word without a plural ending; words too short or ending in -ss, -us or -is stay.

    >>> [singular(word) for word in ("arteries", "doses", "masses", "virus", "sepsis", "gas")]
    ['artery', 'dose', 'mass', 'virus', 'sepsis', 'gas']
    """
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4 and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1]


def _one_spelling(word: str) -> str:
    """British and American spellings as one: anaemia, oedema, tumour, titre, sulphate, immunise."""
    if len(word) < 5:
        return word
    word = word.replace("ae", "e").replace("oe", "e").replace("sulph", "sulf").replace("isation", "ization")
    for british, american in _SPELLINGS:
        if word.endswith(british):
            return word[: -len(british)] + american
    return word


def _verb(word: str) -> str:
    """Step 1b: -eed, -ed and -ing."""
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    ending = next((ending for ending in ("ed", "ing") if word.endswith(ending)), None)
    if not ending or "v" not in _shape(word[: -len(ending)]):
        return word
    word = word[: -len(ending)]
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if len(word) > 1 and word[-1] == word[-2] and _shape(word)[-1] == "c" and word[-1] not in "lsz":
        return word[:-1]
    return word + "e" if _measure(word) == 1 and _is_short(word) else word


def _step(word: str, step: str, least: int) -> str:
    """One of the steps of the table: its longest ending is exchanged where the rest measures enough."""
    for suffix, instead in _suffixes(step):
        if word.endswith(suffix):
            rest = word[: -len(suffix)]
            fits = _measure(rest) >= least and (suffix != "ion" or rest.endswith(("s", "t")))
            return rest + instead if fits else word
    return word


def _without_e(word: str) -> str:
    """Step 5: a last -e, and one of two l."""
    if word.endswith("e"):
        measure = _measure(word[:-1])
        if measure > 1 or (measure == 1 and not _is_short(word[:-1])):
            word = word[:-1]
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word


def _shape(word: str) -> str:
    """The word as vowels (v) and consonants (c); y is a vowel behind a consonant."""
    found = ""
    for char in word:
        found += "v" if char in _VOWELS or (char == "y" and found.endswith("c")) else "c"
    return found


def _measure(word: str) -> int:
    """How many groups of vowels are followed by consonants."""
    return _shape(word).count("vc")


def _is_short(word: str) -> bool:
    """Whether the word ends in consonant, vowel, consonant, the last not w, x or y."""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"


@cache
def _suffixes(step: str) -> tuple[tuple[str, str], ...]:
    """Endings of a step and what takes their place, the longest first."""
    rows = [line.split("\t") for line in resource_text("retrieve/suffixes.tsv").splitlines()]
    found = [(suffix, instead) for number, suffix, instead in rows if number == step]
    return tuple(sorted(found, key=lambda row: -len(row[0])))
