"""An answer with every term that the lexicon knows in the words of its concept, so that synonyms read alike."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reasonscore.metrics.matching.compare import LONGEST_TEXT
from reasonscore.metrics.matching.diagnosis import first_statement

if TYPE_CHECKING:
    from reasonscore.lexicon.concept import Mention

KINDS = frozenset(["disease", "finding", "organism", "drug", "procedure"])
"""Kinds of concepts that are put into canonical words; sites of the body are compared by their own table."""


def canonical_pair(predicted: str, gold: str) -> tuple[str, str]:
    """Both answers in canonical words; an ambiguous term takes the meaning that the other answer has.

    >>> canonical_pair("PE after a heart attack", "Pulmonary embolism")
    ('pulmonary embolism after a myocardial infarction', 'pulmonary embolism')
    """
    left, right = first_statement(predicted[:LONGEST_TEXT]), first_statement(gold[:LONGEST_TEXT])
    return _canonical(left, _plain(right)), _canonical(right, _plain(left))


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
