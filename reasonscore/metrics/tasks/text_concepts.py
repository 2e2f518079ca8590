"""The concepts that the lexicon finds in a text."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def text_concepts(text: str) -> frozenset[str]:
    """The ids of the concepts that are mentioned in a text."""
    from reasonscore.lexicon.lexicon import load_lexicon

    return frozenset(mention.concept.id for mention in load_lexicon().find(text))
