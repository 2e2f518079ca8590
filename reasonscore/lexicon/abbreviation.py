"""Abbreviations: written as they are, and decided by the words around them where they are ambiguous.

Each candidate has context words. The one that most of them speak for is taken; where none or several lead alike, all
candidates stay. A candidate whose full name stands in the same text is taken first: `pulmonary embolism (PE)`. A sense
outside the lexicon (`HR` as hazard ratio) has context words too; where it leads, nothing is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reasonscore.lexicon.table import resource_lines
from reasonscore.lexicon.token import Tokens

_WORDLIKE = frozenset(
    "ALL AM AN AND ARE AS AT BAD BE BUT BY CAN CAP CARE DID DO FAST FAT FOR GET HAD HAS HE HER HIS HIT HOT IF IN IS IT"
    " LAB MAN MAP MAT ME MEN MET NO NOT OF OFF ON OR OUT PAD PAN PET RAN SAD SHE SO TEN THE TO UP US WAS WE".split()
)
_NUMBER = re.compile(r"\d")
_ACRONYM = 4
OUTSIDE = -1
"""The number of a sense that no concept has."""


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Abbreviations and what they may stand for.

    Attributes:
        by_form: As written, to the numbers of the candidates, likeliest first.
        context: Folded words that speak for a candidate, by form and candidate.
        shy: Forms that count only where the text speaks for a candidate, or consists of nothing else.
    """

    by_form: dict[str, tuple[int, ...]]
    context: dict[tuple[str, int], frozenset[str]]
    shy: frozenset[str]
    _lower: dict[str, str] = field(default_factory=dict)

    @classmethod
    def embedded(cls) -> Abbreviations:
        """The embedded abbreviations."""
        by_form: dict[str, tuple[int, ...]] = {}
        context: dict[tuple[str, int], frozenset[str]] = {}
        shy = {"K"}
        for line in resource_lines("abbreviations.tsv"):
            form, numbers, words, mark = line.split("\t")
            by_form[form] = tuple(map(int, numbers.split(",")))
            if mark:
                shy.add(form)
            if words:
                for number, cell in zip(by_form[form], words.split("|"), strict=True):
                    context[form, number] = frozenset(cell.split())
        return cls(by_form, context, frozenset(shy))

    def adding(self, form: str, number: int) -> Abbreviations:
        """The same with one more form; what it stood for before goes after."""
        others = tuple(other for other in self.by_form.get(form, ()) if other != number)
        return Abbreviations({**self.by_form, form: (number, *others)}, self.context, self.shy)

    def any_case(self, form: str) -> tuple[int, ...] | None:
        """The candidates for a form written in any case; meant for a look-up of nothing but that form."""
        if not self._lower:
            for known in self.by_form:
                self._lower.setdefault(known.lower(), known)
        known = self._lower.get(form.lower(), "")
        return self.by_form.get(known)


def is_abbreviation(form: str) -> bool:
    """Whether a form counts only as written: one short word that is not in lower case after its first letter.

    >>> [is_abbreviation(form) for form in ("PE", "HbA1c", "Na", "T4", "Plavix", "aspirin", "CT head")]
    [True, True, True, True, False, False, False]
    """
    if not form.replace("+", "").isalnum() or not any(letter.isupper() for letter in form):
        return False
    capitals = sum(letter.isupper() for letter in form)
    return len(form) <= 3 or capitals >= 2 or (len(form) <= 4 and _NUMBER.search(form) is not None)


def shouted(raw: Sequence[str], place: int) -> bool:
    """Whether a word that is also an English word stands among capitals, so that its own mean nothing."""
    if raw[place] not in _WORDLIKE:
        return False
    near = [word for word in (*raw[max(place - 2, 0) : place], *raw[place + 1 : place + 3]) if word.isalpha()]
    return bool(near) and all(word.isupper() for word in near)


def acronym(raw: Sequence[str], place: int) -> bool:
    """Whether a word is in capitals among words that are not, so that it is an abbreviation and not that word.

    >>> acronym(["genitourinary", "medicine", "GUM"], 2), acronym(["GUM", "DISEASE"], 0)
    (True, False)
    """
    word = raw[place]
    if len(word) > _ACRONYM or not word.isupper() or len(word) < 2:
        return False
    near = [other for other in (*raw[max(place - 2, 0) : place], *raw[place + 1 : place + 3]) if other.isalpha()]
    return bool(near) and not all(other.isupper() for other in near)


def decide(
    abbreviations: Abbreviations,
    tokens: Tokens,
    first: int,
    numbers: tuple[int, ...],
    known: set[int],
    names: Callable[[int], frozenset[str]],
) -> tuple[int, ...]:
    """The candidates that the rest of the text leaves, likeliest first; none where it means something else.

    Args:
        abbreviations: Where the context words are.
        tokens: The whole text.
        first: The token that is the abbreviation.
        numbers: All candidates.
        known: What the text names elsewhere without doubt.
        names: The telling words of a concept's name.
    """
    named = tuple(number for number in numbers if number in known)
    if len(named) == 1:
        return named
    form = tokens.raw[first]
    inside = tuple(number for number in numbers if number != OUTSIDE)
    words = {*tokens.folded[:first], *tokens.folded[first + 1 :]}
    if not words:
        return inside
    scores = [len(words & (abbreviations.context.get((form, number)) or names(number))) for number in numbers]
    best = max(scores)
    if best == 0:
        measured = first + 1 < len(tokens.raw) and tokens.raw[first + 1].isdigit() and len(form) == 1
        return inside if form not in abbreviations.shy or measured else ()
    if scores.count(best) > 1:
        return inside
    winner = numbers[scores.index(best)]
    return () if winner == OUTSIDE else (winner,)
