"""Reach: how much of a claim the whole of a long passage holds, beyond the window that a model can read.

A long answer or report says in several sentences, in other words and another order, what a claim says in one; the model
reads one window at a time and finds each too little. Words decide more there than they do in a short passage.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from reasonscore.verify.facts.statement import Statement, read_statement, words_held
from reasonscore.verify.missing import names_missing, subject_missing
from reasonscore.verify.words import content_words

SHORT, LONG = 55, 95
"""Content words up to which a passage is short, so that its reach counts nothing, and from which on it is long."""


class Reach(NamedTuple):
    """What a passage holds of a claim, all from 0 to 1.

    In the shares up to `overlap` words weigh by their letters, and numbers are no words.

    Args:
        long: How long the passage is, 0 up to `SHORT` content words and 1 from `LONG` on.
        recall: Share of the claim's words anywhere in the passage.
        phrases: Share of the claim's neighbouring words that are neighbours there too.
        sentence: The greatest share in one sentence.
        pair: The greatest share in that sentence and another one.
        overlap: Dice overlap with the sentence that has most of it: a long sentence holds words by chance.
        held: Share of the claim's words anywhere, also by other names of their concepts.
        names: Share of the concepts it names that the passage names; 1 where it names none.
        subject: Whether the passage holds its first word that says something.
    """

    long: float = 0.0
    recall: float = 0.0
    phrases: float = 0.0
    sentence: float = 0.0
    pair: float = 0.0
    overlap: float = 0.0
    held: float = 0.0
    names: float = 0.0
    subject: float = 0.0


NO_REACH = Reach()
"""That of a short passage: its window is the passage."""


class Sentences(NamedTuple):
    """The sentences of a passage, read once for all the claims that are held against it.

    Args:
        long: How long the passage is; not above 0 for a short one, which is read no further.
        words: Of each sentence.
        weights: Of each sentence's words together.
        holders: The sentences, by their place, that hold each word.
        phrases: Neighbouring words of all sentences.
        statement: All sentences as one; None for a short passage.
    """

    long: float
    words: tuple[frozenset[str], ...] = ()
    weights: tuple[int, ...] = ()
    holders: Mapping[str, Sequence[int]] = MappingProxyType({})
    phrases: frozenset[tuple[str, str]] = frozenset()
    statement: Statement | None = None


def read_sentences(sentences: Sequence[str]) -> Sentences:
    """The words of a passage's sentences."""
    size = sum(len(content_words(sentence)) for sentence in sentences)
    long = (math.log(max(1, size)) - math.log(SHORT)) / (math.log(LONG) - math.log(SHORT))
    if long <= 0:
        return Sentences(long)
    known = [_words(sentence) for sentence in sentences]
    words = tuple(map(frozenset, known))
    holders: dict[str, list[int]] = {}
    for place, one in enumerate(known):
        for word in dict.fromkeys(one):
            holders.setdefault(word, []).append(place)
    phrases = frozenset(pair for one in known for pair in pairwise(one))
    return Sentences(
        min(1.0, long), words, tuple(map(_weight, words)), holders, phrases, read_statement(" ".join(sentences))
    )


def reach_of(claim: str, passage: Sentences) -> Reach:
    """What a passage holds of a claim.

    >>> reach_of("Zinc helps.", read_sentences(["Zinc is a metal.", "It helps."])).recall  # too short to count
    0.0
    """
    if passage.statement is None:
        return NO_REACH
    order = _words(claim)
    if not order:
        return NO_REACH
    asked = frozenset(order)
    held = [(word, passage.holders[word]) for word in asked if word in passage.holders]
    weights = _weights(held, len(passage.words))
    most = max(weights)
    best = passage.words[weights.index(most)]
    # What each sentence holds beyond the one that holds most.
    beside = max(_weights([one for one in held if one[0] not in best], len(passage.words)))
    mine = list(pairwise(order))
    total = _weight(asked)
    statement = read_statement(claim)
    return Reach(
        passage.long,
        _weight([word for word, _ in held]) / total,
        sum(map(passage.phrases.__contains__, mine)) / max(1, len(mine)),
        most / total,
        (most + beside) / total,
        max([2 * weight / (total + whole) for weight, whole in zip(weights, passage.weights, strict=True)]),
        words_held(statement, passage.statement),
        1 - names_missing(statement, passage.statement),
        1 - subject_missing(statement, passage.statement),
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in content_words(text) if not word[0].isdigit())


def _weights(held: Sequence[tuple[str, Sequence[int]]], count: int) -> list[int]:
    """What each of so many sentences holds of words, given with the sentences that hold them."""
    weights = [0] * count
    for word, places in held:
        for place in places:
            weights[place] += len(word)
    return weights


def _weight(words: Iterable[str]) -> int:
    """What words weigh together: their letters, as long words are the rare and telling ones."""
    return sum(map(len, words))
