"""Cue phrases of a table, each with its label: only those are tried that can begin with the word at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reasonscore.decompose.expression import lowered
from reasonscore.decompose.expression_tree import DIGIT
from reasonscore.decompose.trigger import Keys, read_triggers
from reasonscore.decompose.word_bits import WORD_BITS
from reasonscore.decompose.word_index import is_plain, word_index
from reasonscore.span import Piece

_RUN = re.compile(r"[a-z]++|[0-9]|\?")
_MOST_RUNS = 10_000


class Cue(NamedTuple):
    """A cue: its label and where it stands."""

    label: str
    piece: Piece


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
        self._labels: list[str] = []
        self._sources: list[str] = []
        self._rows: list[re.Pattern[str] | None] = []
        self._any: list[re.Pattern[str]] | None = None
        self._whole: re.Pattern[str] | None = None
        self._inside = inside
        self._by_word: dict[str, list[int]] = {}
        self._by_prefix: list[tuple[str, int]] = []
        self._others: list[tuple[int, int]] = []
        self._needs: list[int] = []
        self._found: dict[str, list[int]] = {}
        start = f"(?:{before}|(?={inside}))" if inside else before
        starts: list[Keys] = []
        self._indexed = True
        for number, (label, source) in enumerate(rows):
            self._labels.append(label)
            self._sources.append(f"{start}(?:{source}){after}")
            self._rows.append(None)
            triggers = read_triggers(lowered(f"{before}(?:{source}){after}"), anchored=not before)
            if triggers is None:
                self._others.append((0, number))
                self._needs.append(0)
                self._indexed = False
                continue
            # What may begin inside a word holds words that are only a part of one.
            known = triggers.needed is not None and not (inside and inside in source)
            self._needs.append(WORD_BITS.number(triggers.needed) if known and triggers.needed else 0)
            starts.append(triggers.starts)
            self._indexed &= not triggers.others
            for word in triggers.anchors.words:
                self._by_word.setdefault(word, []).append(number)
            self._by_prefix += [(prefix, number) for prefix in triggers.anchors.prefixes]
            self._others += [(0 if keys is None else WORD_BITS.number(keys), number) for keys in triggers.unanchored]
        self._grouped: dict[int, list[int]] = {}
        for bits, number in self._others:
            self._grouped.setdefault(bits, []).append(number)
        words = frozenset(word for keys in starts for word in keys.words)
        self._starts = Keys(words, frozenset(prefix for keys in starts for prefix in keys.prefixes))
        self._bits = WORD_BITS.number(self._starts)

    def at(self, text: str, start: int = 0) -> Cue | None:
        """The cue that begins at a place; None where none does."""
        if not is_plain(text):
            return self._first(self._insensitive(), range(len(self._rows)), text, start)
        read = text.lower()
        if start and read[start - 1].isalpha():
            return self._first(self._rows, range(len(self._rows)), read, start)
        run = _RUN.match(read, start)
        numbers = self._numbers(run.group() if run else "")
        if not numbers and not self._others:
            return None
        index = word_index(text)
        held = -1 if index is None else index.bits()
        others = [places for bits, places in self._grouped.items() if not bits & ~held]
        if others:
            numbers = sorted({*numbers, *(number for places in others for number in places)})
        return self._first(self._rows, numbers, read, start, held) if numbers else None

    def all(self, text: str) -> list[Cue]:
        """The cues of a text in order, none of which overlap."""
        index = word_index(text)
        if index is None or not self._indexed:
            return self._scanned(text)
        read = index.lower
        held = index.bits()
        inside = self._inside is not None and self._inside in read
        if self._bits & ~held and not inside:
            return []
        places = index.starts(self._starts)
        if inside and self._inside is not None:
            places = sorted({*places, *(match.start() for match in re.finditer(re.escape(self._inside), read))})
        found: list[Cue] = []
        position = 0
        for place in places:
            if place >= position:
                run = _RUN.match(read, place)
                cue = self._first(self._rows, self._numbers(run.group() if run else ""), read, place, held)
                if cue is not None:
                    found.append(cue)
                    position = cue.piece[1]
        return found

    def _numbers(self, run: str) -> list[int]:
        """The rows that can begin with a run of letters."""
        numbers = self._found.get(run)
        if numbers is None:
            word = DIGIT if run.isdigit() else run
            wanted = {
                *self._by_word.get(word, ()),
                *(number for part, number in self._by_prefix if run.startswith(part)),
            }
            numbers = sorted(wanted)
            if len(self._found) < _MOST_RUNS:
                self._found[run] = numbers
        return numbers

    def _first(
        self, rows: Sequence[re.Pattern[str] | None], numbers: Iterable[int], read: str, start: int, held: int = -1
    ) -> Cue | None:
        needs = self._needs
        for number in numbers:
            if needs[number] & ~held:
                continue
            match = (rows[number] or self._compiled(number)).match(read, start)
            if match is not None:
                return Cue(self._labels[number], match.span())
        return None

    def _compiled(self, number: int) -> re.Pattern[str]:
        """A row for text in lower case, compiled when it is first tried: most are for words that seldom open a text."""
        row = self._rows[number] = re.compile(lowered(self._sources[number]))
        return row

    def _scanned(self, text: str) -> list[Cue]:
        """The same by a search, for text in other letters and for cues that begin anyhow."""
        rows: Sequence[re.Pattern[str] | None]
        rows, read = (self._rows, text.lower()) if is_plain(text) else (self._insensitive(), text)
        if self._whole is None:
            self._whole = re.compile("|".join(f"(?:{source})" for source in self._sources), re.I)
        cues = (self._first(rows, range(len(rows)), read, match.start()) for match in self._whole.finditer(text))
        return [cue for cue in cues if cue is not None]

    def _insensitive(self) -> list[re.Pattern[str]]:
        if self._any is None:
            self._any = [re.compile(source, re.I) for source in self._sources]
        return self._any
