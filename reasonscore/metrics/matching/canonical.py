"""An answer with every term that the lexicon knows in the words of its concept, so that synonyms read alike."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from reasonscore.metrics.matching.comparison import LONGEST_TEXT
from reasonscore.metrics.matching.diagnosis import first_statement

if TYPE_CHECKING:
    from reasonscore.lexicon.concept import Mention

_LONGEST_NAME = 120
KINDS = frozenset(["disease", "finding", "organism", "drug", "procedure"])
"""Kinds of concepts that are put into canonical words; sites of the body are compared by their own table."""


def canonical_pair(predicted: str, gold: str) -> tuple[str, str]:
    """Both answers in canonical words; an ambiguous term takes the meaning that the other answer has.

    >>> canonical_pair("PE after a heart attack", "Pulmonary embolism")
    ('pulmonary embolism after a myocardial infarction', 'pulmonary embolism')
    """
    left, right = first_statement(predicted[:LONGEST_TEXT]), first_statement(gold[:LONGEST_TEXT])
    return _canonical(left, _plain(right)), _canonical(right, _plain(left))


def compare_concepts(predicted: str, gold: str) -> Literal["same", "related", "different"] | None:
    """How two answers compare that each name one concept of the lexicon and nothing else; None where they say more.

    A broader or narrower concept, and a term with several meanings, are merely related.

    >>> compare_concepts("Nephroblastoma", "Wilms tumor"), compare_concepts("Hepatitis B", "Hepatitis C")
    ('same', 'different')
    """
    from reasonscore.lexicon.lexicon import load_lexicon
    from reasonscore.lexicon.relation import relation

    if max(len(predicted), len(gold)) > _LONGEST_NAME:
        return None
    lexicon = load_lexicon()
    ours, theirs = lexicon.concepts(predicted.strip(" .*")), lexicon.concepts(gold.strip(" .*"))
    if not ours or not theirs:
        return None
    if {concept.id for concept in ours} & {concept.id for concept in theirs}:
        return "same"
    found = relation(ours[0], theirs[0])
    return "related" if len(ours) + len(theirs) > 2 or found in ("broader", "narrower") else "different"


@lru_cache(maxsize=4096)
def _mentions(text: str) -> tuple[Mention, ...]:
    from reasonscore.lexicon.lexicon import load_lexicon

    return load_lexicon().find(text)


def _plain(text: str) -> frozenset[str]:
    return frozenset(mention.concept.id for mention in _mentions(text) if not mention.ambiguous)


def _canonical(text: str, other: frozenset[str]) -> str:
    parts, at = [], 0
    for mention in _mentions(text):
        meant = [concept for concept in mention.candidates if concept.id in other] or [mention.concept]
        if meant[0].kind in KINDS and (not mention.ambiguous or meant[0].id in other):
            parts += [text[at : mention.span[0]], meant[0].name]
            at = mention.span[1]
    return "".join(parts) + text[at:]
