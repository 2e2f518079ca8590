"""The query for a claim: what is searched for among the passages."""

from __future__ import annotations

from reasonscore.retrieve.tokenizer import tokenize

_ENOUGH = 3
"""With fewer different tokens a claim does not say what it is about."""


def make_query(claim_text: str, question: str | None = None) -> str:
    """The text to search with: the claim, and the question where the claim alone is too thin to search with.

    >>> make_query("Aspirin lowers mortality after STEMI.", "A man with chest pain")
    'Aspirin lowers mortality after STEMI.'
    >>> make_query("It is benign.", "Is a lipoma dangerous?")
    'It is benign. Is a lipoma dangerous?'
    """
    if question and len(set(tokenize(claim_text))) < _ENOUGH:
        return f"{claim_text} {question}"
    return claim_text
