"""Statements: a sentence of a claim or of evidence with what the checks compare, found once for each text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from reasonscore.decompose.layout.sentence import split_sentences
from reasonscore.lexicon.concept import Concept, Mention
from reasonscore.lexicon.fold import fold_word
from reasonscore.lexicon.lexicon import load_lexicon
from reasonscore.lexicon.relation import Relation, relation
from reasonscore.resource import resource_text
from reasonscore.span import Piece
from reasonscore.verify.words import content_words, stem

REMEMBERED = 16384
"""Texts whose facts stay in memory; evidence of one record comes back for each of its claims."""

_WORD = re.compile(r"[A-Za-z0-9µ]+(?:[.,][0-9]+)*")
CLAUSE_END = re.compile(
    r"[;:.,]|\b(?:but|however|although|though|except|which|who|because|since|(?<!not )yet|whereas|while|"
    r"unless|if|despite|and|or)\b",
    re.IGNORECASE,
)


class Word(NamedTuple):
    """A content word: the key under which it is compared, and where it stands."""

    key: str
    piece: Piece


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One sentence; `keys` are those of its content words, `mentions` its concepts.

    Statements compare by identity, which is cheap to hash; `read_statement` gives the same one for the same text.
    """

    text: str
    words: tuple[Word, ...]
    keys: frozenset[str]
    mentions: tuple[Mention, ...]

    def near(self, piece: Piece, reach: int = 4, skip: frozenset[str] = frozenset()) -> frozenset[str]:
        """Keys of the words that a modifier at `piece` belongs to: those after it, else before it, in its clause."""
        after = _clause_end(self.text, piece[1])
        words = [word for word in self.words if word.key not in skip]
        following = [word.key for word in words if piece[1] <= word.piece[0] < after]
        if following:
            return frozenset(following[:reach])
        before = [word.key for word in words if word.piece[1] <= piece[0]]
        return frozenset(before[-reach:])


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """What a word is compared by: folded by the lexicon's rules, without its ending.

    >>> word_key("diseases") == word_key("disease"), word_key("renal")
    (True, 'kidney')
    """
    key = stem(fold_word(word)).rstrip("e") or word.lower()
    if len(key) > 4 and key[-1] == key[-2] and key[-1] in "bdgmnprt" and word.lower().endswith(("ed", "ing")):
        # "Deferred" and "defer", "stopping" and "stop".
        key = key[:-1]
    # "Transfusion" and "transfuse", "deterioration" and "deteriorates".
    for ending in ("ion", "at"):
        if key.endswith(ending) and len(key) - len(ending) >= 5:
            key = key[: -len(ending)]
    return key


@cache
def light_keys() -> frozenset[str]:
    """Keys of words that say little about a topic, such as "patient" and "shows"."""
    text = resource_text("verify/light_words.txt")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word_key(word) for line in lines for word in line.split())


@lru_cache(maxsize=65536)
def _content_key(word: str) -> str | None:
    return word_key(word) if content_words(word) else None


@lru_cache(maxsize=REMEMBERED)
def read_statement(text: str) -> Statement:
    """The statement of a sentence."""
    words = tuple(
        [Word(key, match.span()) for match in _WORD.finditer(text) if (key := _content_key(match[0])) is not None]
    )
    return Statement(text, words, frozenset([word.key for word in words]), load_lexicon().find(text))


@lru_cache(maxsize=REMEMBERED)
def split_statements(text: str) -> tuple[tuple[int, Statement], ...]:
    """The sentences of a text, each with its offset."""
    return tuple((start, read_statement(text[start:end])) for start, end in split_sentences(text))


@lru_cache(maxsize=REMEMBERED)
def held_words(claim: Statement, known: Statement) -> frozenset[int]:
    """Indices of the claim's words that a statement holds, as words or as a name of the same or a narrower concept."""
    keys = known.keys
    held = [index for index, word in enumerate(claim.words) if word.key in keys]
    if known.mentions:
        for mention in claim.mentions:
            if names(known, mention):
                start, end = mention.span
                held += [i for i, word in enumerate(claim.words) if start <= word.piece[0] < end]
    return frozenset(held)


def words_held(claim: Statement, known: Statement) -> float:
    """Share of the claim's words that a text holds, from 0 to 1; by any name of the same concept."""
    return len(held_words(claim, known)) / len(claim.words) if claim.words else 0.0


def names(known: Statement, mention: Mention) -> bool:
    """Whether a statement names the mention's concept or a narrower one.

    >>> asked = read_statement("An antibiotic was given.").mentions[0]
    >>> names(read_statement("She took amoxicillin."), asked), names(read_statement("She took a statin."), asked)
    (True, False)
    """
    ids, broader = _named(known)
    for one in mention.candidates:
        if one.id in ids:
            return True
    return bool(broader) and _number(mention.concept) in broader


@lru_cache(maxsize=REMEMBERED)
def _named(known: Statement) -> tuple[frozenset[str], frozenset[int | None]]:
    """Ids of the concepts that a statement may name, and numbers of those that its likeliest ones are cases of."""
    links = load_lexicon().links()
    broader: list[int] = []
    for mention in known.mentions:
        number = _number(mention.concept)
        if number is not None:
            broader += [one for one in links.ancestors(number) if (number, one) not in links.opposite]
    return frozenset(one.id for mention in known.mentions for one in mention.candidates), frozenset(broader)


@lru_cache(maxsize=REMEMBERED)
def _number(concept: Concept) -> int | None:
    return load_lexicon().number_of(concept)


def concept_relation(one: Mention, two: Mention) -> Relation:
    """What one mention's concept is to the other's; the same where any reading of both agrees."""
    several = len(one.candidates) > 1 or len(two.candidates) > 1
    if several and {concept.id for concept in one.candidates} & {concept.id for concept in two.candidates}:
        return "same"
    return _relation(one.concept, two.concept)


@lru_cache(maxsize=65536)
def _relation(one: Concept, two: Concept) -> Relation:
    return relation(one, two)


def _clause_end(text: str, start: int) -> int:
    found = CLAUSE_END.search(text, start)
    return found.start() if found else len(text)
