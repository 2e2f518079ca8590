"""Tokens of passages and queries: words without their endings, laboratory names, numbers and units kept whole.

>>> tokenize("Give 5 mg/kg; HbA1c was 7.5 % and IL-6 high in the patients.")
['give', '5', 'mg/kg', 'hba1c', '7.5', 'il6', 'high', 'patient']
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import chain

from reasonscore.resource import resource_text
from reasonscore.retrieve.stem import stem

NAME = "clinical"
VERSION = "2"
"""Raised with every change that alters a token: an index only answers queries that were split the way it was."""

_RUN = re.compile(r"[^\W_]+(?:[-/.,'][^\W_]+)*")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)?")
_POWER = re.compile("(?<=\\d)([⁰¹²³⁴-⁹⁺⁻]+)")
_MICRO = re.compile("[µμ](?=(?:g|l|m|mol|u|iu)\\b)")
_LETTERS_DIGITS = re.compile(r"[a-z]{1,6}-\d{1,3}[a-z]?")
_DIGITS_LETTERS = re.compile(r"\d{1,2}-[a-z]{2}\d?")

_FOLDED = (
    {"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "−": "-", "⁄": "/", "∕": "/", "ß": "ss", "æ": "ae", "œ": "oe"}
    | {"ø": "o", "ł": "l", "đ": "d", "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon"}
    | {"κ": "kappa", "λ": "lambda", "μ": "mu", "ω": "omega", "σ": "sigma", "τ": "tau", "θ": "theta", "ζ": "zeta"}
)
_COUNTED = frozenset(
    "age class day factor figure grade group level line month part phase stage step table type week".split()
)
_ALIASES = {"mcg": "ug", "aids": "aids", "sars": "sars", "mers": "mers"}
_CACHE_LIMIT = 1 << 18
_LONGEST_CACHED = 64


class _Runs(dict[str, tuple[str, ...]]):
    """The tokens of runs of letters and digits: most of a corpus's runs were seen before."""

    def __missing__(self, run: str) -> tuple[str, ...]:
        tokens = tuple(_tokens(run))
        if len(self) >= _CACHE_LIMIT:
            self.clear()
        if len(run) <= _LONGEST_CACHED:
            self[run] = tokens
        return tokens


_seen = _Runs()


def tokenize(text: str) -> list[str]:
    """The tokens of a text in order, stop words left out.

    "IL-6" and "IL6" give one token, "beta-blocker" gives two; "5mg" is read as "5 mg"; "1,000" as "1000"; accents are
    folded and Greek letters spelt out, so that "β-blocker" and "beta blocker" meet.

    >>> tokenize("β-blocker, Crohn’s disease, COVID-19, 10⁹/L, a 50-year-old")
    ['beta', 'blocker', 'crohn', 'diseas', 'covid19', 'covid', '10', '9', 'l', '50', 'year', 'old']
    """
    return list(chain.from_iterable(map(_seen.__getitem__, _RUN.findall(_fold(text)))))


def signature() -> str:
    """Name and version, as the index manifest and the run's signature state them."""
    return f"{NAME}/{VERSION}"


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of one of this stage's tables (`stopwords` or `units`)."""
    return frozenset(resource_text(f"retrieve/{name}.txt").split())


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    # Powers first: compatibility folding would make 109 of 10⁹.
    text = _POWER.sub(r"^\1", text)
    # The micro sign and the Greek letter that stands for it, before the letter is spelt out.
    text = _exchanged(unicodedata.normalize("NFKD", _exchanged(_MICRO.sub("u", text.lower()))).lower())
    for mark in sorted(filter(unicodedata.combining, set(text))):
        text = text.replace(mark, "")
    return text


def _exchanged(text: str) -> str:
    """The text with the characters of `_FOLDED` exchanged: it has few different ones, so by the character."""
    for char in sorted(_FOLDED.keys() & set(text)):
        text = text.replace(char, _FOLDED[char])
    return text


def _tokens(run: str) -> list[str]:
    stop = word_list("stopwords")
    pieces = [run] if run.isalpha() else _pieces(run)
    return [_ALIASES.get(piece) or stem(piece) for piece in pieces if piece not in stop]


def _pieces(run: str) -> list[str]:
    """The parts of a run that holds digits or inner punctuation."""
    number = _NUMBER.match(run)
    if number and number.end() == len(run):
        return [run.replace(",", "")]
    if number and _is_unit(run[number.end() :]):
        return [number.group().replace(",", ""), *_pieces(run[number.end() :])]
    if _is_unit(run):
        return [run.replace("mcg", "ug")]
    if "'" in run:
        head, *tails = run.split("'")
        return [piece for part in [head, *(tail for tail in tails if len(tail) > 2)] for piece in _pieces(part)]
    if "/" in run:
        return [piece for part in run.split("/") for piece in _pieces(part)]
    if "-" in run:
        return _hyphenated(run)
    if "." in run or "," in run:
        return _numbers_whole(run)
    return [run]


def _is_unit(text: str) -> bool:
    return bool(text) and all(part in word_list("units") for part in text.split("/"))


def _hyphenated(run: str) -> list[str]:
    letters, _, rest = run.partition("-")
    if _LETTERS_DIGITS.fullmatch(run) and letters not in _COUNTED:
        # The letters alone too where they say enough: COVID-19 is also meant by COVID, IL-6 is not by IL.
        return [letters + rest, letters] if len(letters) > 3 else [letters + rest]
    if _DIGITS_LETTERS.fullmatch(run) and rest not in word_list("units"):
        return [letters + rest]
    return [piece for part in run.split("-") for piece in _pieces(part)]


def _numbers_whole(run: str) -> list[str]:
    """Points and commas stay inside of numbers and separate everything else."""
    found, position = [], 0
    while position < len(run):
        number = _NUMBER.match(run, position)
        end = number.end() if number else position
        while end < len(run) and run[end] not in ".,":
            end += 1
        if end > position:
            piece = run[position:end]
            found += [piece.replace(",", "")] if piece[0].isdigit() and number else [piece]
        position = end + 1
    return found
