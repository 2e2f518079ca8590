"""Cue phrases of a table, each with its label: only those are tried that can begin with the word at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reasonscore.decompose.search.expression import lowered
from reasonscore.decompose.search.expression_tree import DIGIT
from reasonscore.decompose.search.expression_wording import wordings
from reasonscore.decompose.search.keys import PREFIX, Keys, union
from reasonscore.decompose.search.trigger import read_needs, read_triggers
from reasonscore.decompose.search.word_bits import WORD_BITS
from reasonscore.decompose.search.word_index import is_plain, word_index
from reasonscore.span import Piece

_RUN = re.compile(r"[a-z]++|[0-9]|\?")
_MOST_RUNS = 10_000
_OFTEN = 2_000
"""Texts with one opening after which it pays to read what words its rows need: it takes as long as 2,500 tries."""


class Cue(NamedTuple):
    """A cue: its label and where it stands."""

    label: str
    piece: Piece


class _Row:
    """One row: its label, its expression for text in lower case, and the bits of the words that it cannot do without.

    The expression is compiled when it is first tried: most rows are for words that seldom open a text.
    """

    __slots__ = ("_is_narrow", "_lower", "label", "needs", "opens", "source")

    def __init__(self, label: str, source: str) -> None:
        self.label = label
        self.source = source
        self.needs = 0
        self.opens: tuple[int, ...] = ()
        """Bits of which one must be held where the text begins with no word of the row; 0 where that says nothing."""
        self._lower: re.Pattern[str] | None = None
        self._is_narrow = False

    def narrow(self) -> None:
        """Add the words that a match needs which stands where it is looked for."""
        if not self._is_narrow:
            needed = read_needs(lowered(self.source))
            self.needs |= WORD_BITS.number(needed) if needed else 0
            self._is_narrow = True

    def lower(self) -> re.Pattern[str]:
        """The expression for text in lower case."""
        if self._lower is None:
            self._lower = re.compile(lowered(self.source))
        return self._lower


class _Choice:
    """Rows that can begin with one word, in order: those that begin with it, and those that can begin anyhow.

    It asks for the bits that its rows asked for when it was made; a text's bits have to be worked out after that.
    """

    __slots__ = ("_begun", "_mask", "_rows", "_worth", "asked", "is_wide")

    def __init__(self, begun: frozenset[int], rows: Sequence[tuple[int, _Row]], is_wide: bool) -> None:
        self._begun = begun
        self._rows = [(number, row, row.needs) for number, row in rows]
        self._worth: dict[int, tuple[tuple[str, re.Pattern[str]], ...]] = {}
        self._mask = 0
        self.is_wide = is_wide
        """True where the words that its rows need are still to be read off them."""
        self.asked = 0
        for number, row, needs in self._rows:
            self._mask |= needs
            for bits in () if number in begun else row.opens:
                self._mask |= bits

    def worth(self, held: int) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """The labels and expressions that a text which holds these bits is tried with."""
        held &= self._mask
        found = self._worth.get(held)
        if found is None:
            found = tuple(
                (row.label, row.lower()) for number, row, needs in self._rows if self._may(number, row, needs, held)
            )
            if len(self._worth) < _MOST_RUNS:
                self._worth[held] = found
        return found

    def narrowed(self) -> _Choice:
        """The same with the words that a match at a known place holds, which takes long to read off a row."""
        for _, row, _ in self._rows:
            row.narrow()
        return _Choice(self._begun, [(number, row) for number, row, _ in self._rows], is_wide=False)

    def _may(self, number: int, row: _Row, needs: int, held: int) -> bool:
        if needs & ~held:
            return False
        return number in self._begun or any(not bits & ~held for bits in row.opens)


class Cues:
    r"""The rows of a table, tried in their order.

    Args:
        rows: Labels and expressions.
        before: What must stand before a cue: an assertion that no letter does.
        after: What must follow.
        inside: A wording that may also begin inside a word.

    >>> cues = Cues([("may", "may|might"), ("must", r"must\w*")], r"(?<![\w-])", r"(?![\w])")
    >>> cues.all("It MUST not, but it might.")
    [Cue(label='must', piece=(3, 7)), Cue(label='may', piece=(20, 25))]
    """

    def __init__(
        self, rows: Iterable[Sequence[str]], before: str = "", after: str = "", inside: str | None = None
    ) -> None:
        self._rows: list[_Row] = []
        self._any: list[tuple[str, re.Pattern[str]]] | None = None
        self._whole: re.Pattern[str] | None = None
        self._inside = inside
        self._is_wide = not before
        self._by_word: dict[str, list[int]] = {}
        self._by_prefix: list[tuple[str, int]] = []
        self._openings: dict[str, _Choice] = {}
        self._idle: set[str] = set()
        """Words that are known to begin no row."""
        self._waived = 0
        start = f"(?:{before}|(?={inside}))" if inside else before
        starts: list[Keys] = []
        self._indexed = True
        # What a wording needs is more than what all those of its row need together, and more is passed over.
        split = [(label, part) for label, source in rows for part in ((before and wordings(source)) or [source])]
        for number, (label, source) in enumerate(split):
            row = _Row(label, f"{start}(?:{source}){after}")
            self._rows.append(row)
            triggers = read_triggers(lowered(f"{before}(?:{source}){after}"), anchored=not before)
            if triggers is None:
                row.opens = (0,)
                self._indexed = False
                continue
            # What may begin inside a word holds words that are only a part of one.
            row.needs = WORD_BITS.number(triggers.needed) if triggers.needed else 0
            self._waived |= row.needs if inside and inside in source else 0
            row.opens = tuple(0 if keys is None else WORD_BITS.number(keys) for keys in triggers.unanchored)
            starts.append(triggers.starts)
            self._indexed &= not triggers.others
            for word in triggers.anchors.words:
                self._by_word.setdefault(word, []).append(number)
            self._by_prefix += [(prefix, number) for prefix in triggers.anchors.prefixes]
        self._starts = union(starts)
        self._bits = WORD_BITS.number(self._starts)

    def at(self, text: str, start: int = 0, whole: str | None = None) -> Cue | None:
        """The cue that begins at a place; None where none does.

        Args:
            text: The text.
            start: The place.
            whole: A text that holds this one, if there is any: the words of all its parts are told once.
        """
        index = word_index(text if whole is None else whole)
        if index is None:
            return _first(self._insensitive(), text, start)
        read = index.lower if whole is None else text.lower()
        if start and read[start - 1].isalpha():
            return _first([(row.label, row.lower()) for row in self._rows], read, start)
        run = _RUN.match(read, start)
        choice = self._opening(run.group() if run else "")
        if choice.is_wide:
            choice.asked += 1
            if choice.asked >= _OFTEN:
                choice = self._keep(run.group() if run else "", choice.narrowed())
        return _first(choice.worth(index.bits()), read, start)

    def all(self, text: str) -> list[Cue]:
        """The cues of a text in order, none of which overlap."""
        index = word_index(text)
        if index is None or not self._indexed:
            return self._scanned(text)
        read = index.lower
        held = index.bits()
        inside = self._inside is not None and self._inside in read
        if not inside and self._bits & ~held:
            return []
        waived = self._waived if inside else 0
        places: dict[int, tuple[tuple[str, re.Pattern[str]], ...]] = {}
        for word in index.words - self._idle:
            choice = self._openings.get(word)
            if choice is None:
                if not self._begins(word):
                    continue
                choice = self._opening(word)
            # Where rows may be narrowed meanwhile, their bits are newer than those of before.
            rows = choice.worth((index.bits() if self._is_wide else held) | waived)
            for place in index.places(word) if rows else ():
                places[place] = rows
        if inside and self._inside is not None:
            for match in re.finditer(re.escape(self._inside), read):
                run = _RUN.match(read, match.start())
                places[match.start()] = self._opening(run.group() if run else "").worth(index.bits() | waived)
        found: list[Cue] = []
        position = 0
        for place in sorted(places):
            if place >= position:
                cue = _first(places[place], read, place)
                if cue is not None:
                    found.append(cue)
                    position = cue.piece[1]
        return found

    def _opening(self, run: str) -> _Choice:
        """The rows that can begin with a run of letters, and those that can begin with anything."""
        choice = self._openings.get(run)
        if choice is None:
            begun = frozenset(
                (
                    *self._by_word.get(DIGIT if run.isdigit() else run, ()),
                    *(number for part, number in self._by_prefix if run.startswith(part)),
                )
            )
            rows = [pair for pair in enumerate(self._rows) if pair[0] in begun or pair[1].opens]
            choice = self._keep(run, _Choice(begun, rows, self._is_wide))
        return choice

    def _keep(self, run: str, choice: _Choice) -> _Choice:
        if len(self._openings) < _MOST_RUNS or run in self._openings:
            self._openings[run] = choice
        return choice

    def _begins(self, word: str) -> bool:
        """True where a row can begin with the word."""
        begins = word in self._starts.words or word[:PREFIX] in self._starts.prefixes
        if not begins and len(self._idle) < _MOST_RUNS:
            self._idle.add(word)
        return begins

    def _scanned(self, text: str) -> list[Cue]:
        """The same by a search, for text in other letters and for cues that begin anyhow."""
        rows: Sequence[tuple[str, re.Pattern[str]]]
        if is_plain(text):
            rows, read = [(row.label, row.lower()) for row in self._rows], text.lower()
        else:
            rows, read = self._insensitive(), text
        if self._whole is None:
            self._whole = re.compile("|".join(f"(?:{row.source})" for row in self._rows), re.I)
        cues = (_first(rows, read, match.start()) for match in self._whole.finditer(text))
        return [cue for cue in cues if cue is not None]

    def _insensitive(self) -> list[tuple[str, re.Pattern[str]]]:
        if self._any is None:
            self._any = [(row.label, re.compile(row.source, re.I)) for row in self._rows]
        return self._any


def _first(rows: Iterable[tuple[str, re.Pattern[str]]], read: str, start: int) -> Cue | None:
    for label, row in rows:
        match = row.match(read, start)
        if match is not None:
            return Cue(label, match.span())
    return None
