"""Abbreviations that a text defines: "spinal and bulbar muscular atrophy (SBMA)", "SBMA (spinal ... atrophy)".

Source: Schwartz and Hearst 2003, "A simple algorithm for identifying abbreviation definitions in biomedical text".
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import NamedTuple, Protocol

from reasonscore.span import Piece

_BRACKETS = re.compile(r"\(([^()\n]{2,100})\)")
_SHORT = re.compile(r"[A-Za-z0-9][\w./+-]{1,9}(?: [A-Z0-9][\w-]{0,5})?")
_WORD = re.compile(r"[^\s()]+")
_BOUNDARY = re.compile(r"[.!?;:]\s|\n")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NO_SHORT = frozenset({"ie", "eg", "or", "and", "see", "per", "aka", "usually", "either", "both"})


class Abbreviation(NamedTuple):
    """A short form with the long form that the text gives it, and where each stands at the definition."""

    short: str
    long: str
    short_span: Piece
    long_span: Piece


class Finder(Protocol):
    """Finds the definitions of abbreviations in a text."""

    name: str

    def find(self, text: str) -> tuple[Abbreviation, ...]:
        """The definitions, in order, one for each short form."""


class SchwartzHearst:
    """The own finder, which needs no package.

    >>> [(a.short, a.long) for a in SchwartzHearst().find("He had a pulmonary embolism (PE). PE is rare.")]
    [('PE', 'pulmonary embolism')]
    """

    name = "schwartz-hearst"

    def find(self, text: str) -> tuple[Abbreviation, ...]:
        """The definitions, in order, one for each short form."""
        found: dict[str, Abbreviation] = {}
        for match in _BRACKETS.finditer(text):
            made = _inside(text, match) or _before(text, match)
            if made is not None:
                found.setdefault(made.short, made)
        return tuple(found.values())


class ScispacyFinder:
    """The detector of scispaCy, on the tokens of a whole text."""

    def __init__(self) -> None:
        import spacy
        from scispacy.abbreviation import AbbreviationDetector

        self._language = spacy.blank("en")
        self._detect = AbbreviationDetector(self._language)
        self.name = installed_detector() or "scispacy"

    def find(self, text: str) -> tuple[Abbreviation, ...]:
        """The definitions, in order, one for each short form."""
        if "(" not in text:
            return ()
        # A lone surrogate is no text to spaCy; one sign stands for another, so that no offset moves.
        doc = self._language.make_doc(_SURROGATE.sub("?", text))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            doc = self._detect(doc)
        found: dict[str, Abbreviation] = {}
        for short in sorted(doc._.abbreviations, key=lambda span: span.start_char):
            long = short._.long_form
            near = found.get(short.text)
            made = Abbreviation(
                short.text, long.text, (short.start_char, short.end_char), (long.start_char, long.end_char)
            )
            if near is None or _distance(made) < _distance(near):
                found[short.text] = made
        return tuple(found.values())


@lru_cache(maxsize=1)
def load_finder() -> Finder:
    """The detector of scispaCy where it is installed, else the own finder."""
    # Asked for with every text, and looking through the folders of packages takes as long as two sentences.
    return ScispacyFinder() if find_spec("scispacy") is not None else SchwartzHearst()


def _distance(abbreviation: Abbreviation) -> int:
    return abs(abbreviation.short_span[0] - abbreviation.long_span[1])


def _inside(text: str, match: re.Match[str]) -> Abbreviation | None:
    """The form "long form (SF)"; words behind a comma or semicolon in the brackets do not count."""
    inner = re.split(r"[,;] ", match[1], maxsplit=1)[0]
    if not _is_short(inner):
        return None
    start = max((m.end() for m in _BOUNDARY.finditer(text, max(0, match.start() - 200), match.start())), default=0)
    words = [m.span() for m in _WORD.finditer(text, max(start, match.start() - 200), match.start())]
    size = sum(c.isalnum() for c in inner)
    words = words[-min(size + 5, size * 2) :]
    if not words:
        return None
    long_span = _long_form(inner, text, (words[0][0], words[-1][1]))
    if long_span is None:
        return None
    short_span = (match.start(1), match.start(1) + len(inner))
    return Abbreviation(inner, text[slice(*long_span)], short_span, long_span)


def _before(text: str, match: re.Match[str]) -> Abbreviation | None:
    """The form "SF (long form)"."""
    words = [m.span() for m in _WORD.finditer(text, max(0, match.start() - 40), match.start())]
    if not words or len(match[1].split()) < 2 or any(c.isdigit() for c in match[1]):
        return None
    start, end = words[-1]
    short = text[start:end].strip(",.;:")
    if not _is_short(short) or sum(c.isupper() for c in short) < 2:
        return None
    long_span = _long_form(short, text, match.span(1))
    if long_span is None or long_span[0] != match.start(1):
        return None
    return Abbreviation(short, text[slice(*long_span)], (start, start + len(short)), long_span)


def _is_short(text: str) -> bool:
    if not _SHORT.fullmatch(text) or text.lower().replace(".", "") in _NO_SHORT:
        return False
    return any(c.isupper() for c in text) and not text.isdigit() and text[:1].isalnum()


def _long_form(short: str, text: str, within: Piece) -> Piece | None:
    """The shortest stretch at the end of `within` whose letters hold those of the short form in order.

    The first letter must begin a word; the long form is longer than the short one and does not hold it.
    """
    position = within[1]
    letters = [c.lower() for c in short if c.isalnum()]
    for index in range(len(letters) - 1, -1, -1):
        position -= 1
        while position >= within[0]:
            begins = position == within[0] or not text[position - 1].isalnum()
            if text[position].lower() == letters[index] and (index or begins):
                break
            position -= 1
        if position < within[0]:
            return None
    long = text[position : within[1]]
    if len(long) <= len(short) or short in _WORD.findall(long) or len(long.split()) > len(letters) * 2:
        return None
    return position, within[1]


def spelled_out(text: str, forms: Mapping[str, str]) -> str:
    """The text with its short forms spelled out, for comparison.

    >>> spelled_out("PE is rare. Pulmonary embolism (PE) kills.", {"PE": "pulmonary embolism"})
    'pulmonary embolism is rare. Pulmonary embolism kills.'
    """
    for short, long in forms.items():
        if short in text:
            text = re.sub(rf"(?i:({re.escape(long)})) \({re.escape(short)}\)", r"\1", text)
            text = long.join(re.split(rf"(?<![\w-]){re.escape(short)}(?![\w-])", text))
    return text


def installed_detector() -> str | None:
    """The detector of scispaCy with its version; None where it isn't installed."""
    if find_spec("scispacy") is None:
        return None
    from importlib.metadata import version

    return f"scispacy-{version('scispacy')}"


def expansions(abbreviations: Sequence[Abbreviation]) -> dict[str, str]:
    """The long form of each short form."""
    return {item.short: item.long for item in abbreviations}
