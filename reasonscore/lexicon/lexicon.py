"""The lexicon: which concepts a text mentions, and where.

The longest term wins, at word boundaries, over folded words (case, plural, spelling, hyphen, adjective). Three rules
stand beside the table: an abbreviation counts only as it is written; `carcinoma of the breast` is `breast carcinoma`;
a direction word and an analyte name a state (`low serum sodium`).

>>> lexicon = load_lexicon()
>>> [mention.concept.name for mention in lexicon.find("Low sodium after a heart attack.")]
['hyponatremia', 'myocardial infarction']
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from reasonscore.lexicon.abbreviation import Abbreviations, acronym, decide, is_abbreviation, shouted
from reasonscore.lexicon.concept import KINDS, Concept, Kind, Mention, slug
from reasonscore.lexicon.direction import Directions
from reasonscore.lexicon.inversion import inversions
from reasonscore.lexicon.links import Links
from reasonscore.lexicon.table import Row, read_table, resource_lines
from reasonscore.lexicon.token import Tokens, key, tokenise

BLOCKED = -2
"""The number of a phrase that names nothing though its words would: `on the other hand`."""

_Hit = tuple[int, int, tuple[int, ...]]
"""First token, token after the last, indices of the candidates."""


_MADE_LIMIT = 100_000
_UNTELLING = frozenset("disease syndrome disorder of the and in with acute chronic test level type 1 2".split())


class Lexicon:
    """Concepts and the terms that name them.

    Args:
        rows: A user's own concepts and terms; they go before the embedded ones.

    Use `load_lexicon`, which builds each lexicon once.
    """

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._kinds: list[Kind] = []
        self._names: list[str] = []
        self._keys: dict[str, int] = {}
        self._concepts: dict[tuple[int, ...], tuple[Concept, ...]] = {}
        # Those of concepts that texts have named; all of them are worked out only where another one is asked for.
        self._made: dict[str, int] = {}
        self._numbers: dict[str, int] | None = None
        for line in resource_lines("concepts.tsv.gz"):
            kind, name, keys = line.split("\t")
            number = len(self._names)
            self._kinds.append(KINDS[int(kind)])
            self._names.append(name)
            self._keys.update(dict.fromkeys(keys.split("|"), number))
        self._keys.pop("", None)
        self._abbreviations = Abbreviations.embedded()
        self._extra_links: list[tuple[int, tuple[str, ...]]] = []
        self._keys.update(dict.fromkeys(resource_lines("blocked.tsv"), BLOCKED))
        for row in rows:
            self._add(row)
        self._words, self._sizes = _index(self._keys)
        self._directions = Directions.embedded(self._number_of)
        self._links: Links | None = None

    def find(self, text: str) -> tuple[Mention, ...]:
        """The concepts that a text mentions, in order; mentions never overlap."""
        tokens = tokenise(text)
        hits = self._hits(tokens)
        if not hits:
            return ()
        hits = self._decided(tokens, self._directions.extend(tokens, hits))
        ends = tokens.ends()
        mentions = []
        for first, last, numbers in hits:
            start, end = ends[2 * first], ends[2 * last - 1]
            candidates = self._concepts.get(numbers) or self._make(numbers)
            mentions.append(Mention(candidates[0], (start, end), text[start:end], candidates))
        return tuple(mentions)

    def concepts(self, name: str) -> tuple[Concept, ...]:
        """What a whole string names: one concept, several where it is ambiguous, none where it is unknown.

        >>> [concept.name for concept in load_lexicon().concepts("Plavix")]
        ['clopidogrel']
        """
        mentions = self.find(name)
        if len(mentions) != 1:
            return ()
        start, end = mentions[0].span
        rest = name[:start] + name[end:]
        return () if any(letter.isalnum() for letter in rest) else mentions[0].candidates

    def by_id(self, concept_id: str) -> Concept | None:
        """The concept with an id."""
        number = self._number_of(concept_id)
        return None if number is None else self._make((number,))[0]

    def __len__(self) -> int:
        return len(self._names)

    def links(self) -> Links:
        """How the concepts are related; read at the first use."""
        if self._links is None:
            broader = [
                (number, tuple(other for name in names for other in self._lookup(name)))
                for number, names in self._extra_links
            ]
            self._links = Links.embedded(broader)
        return self._links

    def number_of(self, concept: Concept) -> int | None:
        """The place of a concept in this lexicon; None where it is of another one."""
        return self._number_of(concept.id)

    def _hits(self, tokens: Tokens) -> list[_Hit]:
        """The longest terms, from the left; every step over all tokens is one call into C."""
        raw, folded, _ = tokens
        keys, by_form = self._keys, self._abbreviations.by_form
        found: dict[int, tuple[int, tuple[int, ...]]] = {
            first: (first + 1, (number,))
            for first, number in enumerate(map(self._words.get, folded))
            if number is not None and not acronym(raw, first)
        }
        if not by_form.keys().isdisjoint(raw):
            for first, entry in enumerate(map(by_form.get, raw)):
                if entry is not None and not shouted(raw, first):
                    found[first] = (first + 1, entry)
        beginnings = [pair for pair in enumerate(map(self._sizes.get, pairwise(folded))) if pair[1] is not None]
        for first, sizes in beginnings:
            for size in sizes or ():
                number = keys.get(" ".join(folded[first : first + size]))
                if number is not None:
                    found[first] = (min(first + size, len(folded)), (number,))
                    break
        if len(raw) == 1 and not found:
            entry = self._abbreviations.any_case(raw[0])
            if entry is not None:
                found[0] = (1, entry)
        for first, last, term in inversions(folded, self._sizes):
            number = keys.get(term)
            if number is not None and (first not in found or found[first][0] < last):
                found[first] = (last, (number,))
        hits, position = [], 0
        for first in sorted(found):
            if first >= position:
                position, numbers = found[first]
                if numbers[0] != BLOCKED:
                    hits.append((first, position, numbers))
        return hits

    def _decided(self, tokens: Tokens, hits: list[_Hit]) -> list[_Hit]:
        """The hits, with ambiguous abbreviations decided as far as the text goes."""
        abbreviations = self._abbreviations
        doubtful = [hit for hit in hits if len(hit[2]) > 1 or tokens.raw[hit[0]] in abbreviations.shy]
        if not doubtful:
            return hits
        known = {hit[2][0] for hit in hits if hit not in doubtful}
        decided = []
        for hit in hits:
            first, last, numbers = hit
            if hit in doubtful and last == first + 1:
                numbers = decide(abbreviations, tokens, first, numbers, known, self._telling)
            if numbers:
                decided.append((first, last, numbers))
        return decided

    def _telling(self, number: int) -> frozenset[str]:
        if number < 0:
            return frozenset()
        return frozenset(word for word in key(self._names[number]).split() if word not in _UNTELLING)

    def _make(self, numbers: tuple[int, ...]) -> tuple[Concept, ...]:
        made = tuple(
            Concept(slug(self._kinds[number], self._names[number]), self._names[number], self._kinds[number])
            for number in numbers
        )
        if len(self._concepts) < _MADE_LIMIT:
            self._concepts[numbers] = made
            self._made.update((concept.id, number) for concept, number in zip(made, numbers, strict=True))
        return made

    def _number_of(self, concept_id: str) -> int | None:
        number = self._made.get(concept_id)
        if number is not None:
            return number
        if self._numbers is None:
            self._numbers = {slug(k, n): i for i, (k, n) in enumerate(zip(self._kinds, self._names, strict=True))}
        return self._numbers.get(concept_id)

    def _lookup(self, name: str) -> tuple[int, ...]:
        number = self._keys.get(key(name))
        return (number,) if number is not None else self._abbreviations.by_form.get(name, ())

    def _add(self, row: Row) -> None:
        number = self._number_of(slug(row.kind, row.name))
        if number is None:
            number = len(self._names)
            self._kinds.append(KINDS[KINDS.index(row.kind)])
            self._names.append(row.name)
            if self._numbers is not None:
                self._numbers[slug(row.kind, row.name)] = number
        for form in (row.name, *row.forms):
            if is_abbreviation(form):
                self._abbreviations = self._abbreviations.adding(form, number)
            elif folded := key(form):
                self._keys[folded] = number
        if row.broader:
            self._extra_links.append((number, row.broader))


def _index(keys: dict[str, int]) -> tuple[dict[str, int], dict[tuple[str, str], tuple[int, ...]]]:
    """Terms of one word, and how many words the longer ones have by the two that they begin with, longest first."""
    words: dict[str, int] = {}
    masks: dict[tuple[str, str], int] = {}
    get = masks.get
    for term, number in keys.items():
        if " " not in term:
            words[term] = number
        else:
            parts = term.split(" ")
            pair = (parts[0], parts[1])
            masks[pair] = get(pair, 0) | 1 << len(parts)
    sizes = {mask: tuple(n for n in range(mask.bit_length(), 1, -1) if mask >> n & 1) for mask in set(masks.values())}
    return words, {pair: sizes[mask] for pair, mask in masks.items()}


def load_lexicon(*extra: Path) -> Lexicon:
    """The lexicon, with the user's tables at `extra` laid over it; built once for the same paths.

    Raises:
        InputError: Where a table is not what it should be; with line and column.
    """
    return _load(tuple(Path(path) for path in extra))


@lru_cache(maxsize=8)
def _load(extra: tuple[Path, ...]) -> Lexicon:
    return Lexicon(row for path in extra for row in read_table(path))
