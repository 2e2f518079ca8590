"""What a claim takes from its evidence: a fact that is told six times in other words is one fact."""

from __future__ import annotations

from functools import lru_cache

from reasonscore.verify.facts.statement import Statement, held_words, light_keys, names, read_statement

NEW = 0.5
"""Share of what a claim takes from its evidence that no earlier claim may have taken, for it to say something new."""


@lru_cache(maxsize=8192)
def taken_words(claim: str, evidence: str) -> frozenset[str]:
    """Keys of the words of the evidence that a claim takes up, under whatever name; those that say little left out.

    >>> sorted(taken_words("Her kidney function is poor.", "The renal function was poor."))
    ['funct', 'kidney', 'poor']
    """
    asked, known = read_statement(claim), read_statement(evidence)
    keys = {asked.words[index].key for index in held_words(asked, known)} & known.keys
    for mention in asked.mentions:
        if names(known, mention):
            ids = {one.id for one in mention.candidates}
            places = [one.span for one in known.mentions if not ids.isdisjoint(other.id for other in one.candidates)]
            keys |= _within(known, places) or _within(asked, [mention.span])
    return frozenset(keys - light_keys())


def tells_more(words: frozenset[str], told: set[str]) -> bool:
    """Whether most of what a claim takes from its evidence has not been told yet.

    >>> tells_more(frozenset(("urate", "9.8")), {"urate"}), tells_more(frozenset(("urate", "9.8")), {"urate", "9.8"})
    (True, False)
    """
    return not words or len(words - told) >= NEW * len(words)


def _within(statement: Statement, places: list[tuple[int, int]]) -> set[str]:
    return {word.key for word in statement.words for start, end in places if start <= word.piece[0] < end}
