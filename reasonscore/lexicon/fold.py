"""Folding of words, so that spellings, plurals and adjectives of one thing compare equal.

The table of irregular words and of equivalents (`renal` and `kidney`) is `lexicon/folding.tsv`; the rules here are
those that hold for whole families of words. What a word folds to is not always a word: it only has to be the same for
both sides of a comparison.

>>> fold_word("Oedemas"), fold_word("haemorrhages"), fold_word("renal")
('edema', 'hemorrhage', 'kidney')
"""

from __future__ import annotations

import unicodedata
from functools import cache

from reasonscore.resource import resource_text

_GREEK = {
    "α": "alpha",
    "β": "beta",
    "ß": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "µ": "mu",
    "ω": "omega",
}
_KEPT_S = ("ss", "us", "is", "ous")


@cache
def equivalents() -> dict[str, str]:
    """Irregular words and equivalents, each with what it folds to."""
    text = resource_text("lexicon/folding.tsv")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: folded for word, folded in rows}


def fold_word(word: str) -> str:
    """The word in lower case without accents, in American spelling, in the singular, as a noun where the table has one.

    Args:
        word: One token, possibly with a possessive ending; not empty.
    """
    folded = word.lower()
    if not folded.isascii():
        folded = _without_accents(folded)
    if folded.endswith("'s"):
        folded = folded[:-2]
    if len(folded) < 3 or not folded[0].isalpha():
        return folded
    table = equivalents()
    known = table.get(folded)
    if known is None:
        spelled = _spelling(folded)
        known = table.get(spelled)
        if known is None:
            single = _singular(spelled)
            known = table.get(single, single)
    return known


def _without_accents(word: str) -> str:
    word = "".join(
        _GREEK.get(letter, letter) for letter in word.replace("’", "'").replace("œ", "oe").replace("æ", "ae")
    )
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def _spelling(word: str) -> str:
    """American spelling, by the letter groups that differ throughout medical English."""
    if len(word) > 4:
        if word.endswith("ae"):
            word = word[:-1]
        if "ae" in word and not word.startswith(("aero", "israel")):
            word = word.replace("ae", "e")
        if ("oe" in word and not word.endswith(("oes", "oed", "oe", "oea"))) or word.endswith(("rhoea", "pnoea")):
            word = word.replace("oe", "e")
    if word.endswith("graphy"):
        return word[:-3] + "m"
    if "is" in word and len(word) > 6:
        for british, american in (("isation", "ization"), ("ised", "ized"), ("ising", "izing")):
            if word.endswith(british):
                return word[: -len(british)] + american
        if word.endswith("ise"):
            return word[:-3] + "ize"
        if word.endswith("lyse"):
            return word[:-4] + "lyze"
    return word


def _singular(word: str) -> str:
    """The singular of a regular English, Latin or Greek plural; any other word unchanged."""
    if len(word) < 4:
        return word
    if not word.endswith("s"):
        return word[:-2] if word.endswith("omata") else word
    if word.endswith(_KEPT_S):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes", "zes", "iruses", "inuses", "etuses", "hymuses", "alluses")):
        return word[:-2]
    if word.endswith("ases") and len(word) > 6 and not word.endswith(("eases", "asases", "inases", "ipases", "erases")):
        return word[:-1]
    if word.endswith("oses") and len(word) > 6:
        return word[:-2] + "is"
    return word[:-1]
