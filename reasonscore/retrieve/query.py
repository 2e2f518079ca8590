"""The query for a claim: its words, and what its abbreviations stand for.

BM25 finds a passage only by shared words. Adding the names of all concepts was measured and lost (docs/retrieval.md):
a claim's own words are mostly those of the passages. Abbreviations are different: a claim that says DKA shares no word
with a passage on diabetic ketoacidosis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonscore.retrieve.tokenizer import tokenize

if TYPE_CHECKING:
    from reasonscore.lexicon.concept import Mention

_ENOUGH = 3
"""With fewer different tokens a claim does not say what it is about."""

_LONGEST = 8


def make_query(claim_text: str, question: str | None = None, *, expand: bool = True) -> str:
    """The text to search with: the claim, its abbreviations written out, and the question where it says too little.

    Args:
        claim_text: A self-contained claim.
        question: The question or case that it belongs to; used only where the claim has hardly a word of its own.
        expand: Whether abbreviations are written out, behind the claim.

    >>> make_query("Aspirin lowers mortality in stroke.", "A man with weakness")
    'Aspirin lowers mortality in stroke.'
    >>> make_query("It is benign.", "Is a lipoma dangerous?")
    'It is benign. Is a lipoma dangerous?'
    >>> make_query("Ketones are high in DKA.")
    'Ketones are high in DKA. diabetic ketoacidosis'
    """
    text = claim_text
    if question and len(set(tokenize(claim_text))) < _ENOUGH:
        text = f"{claim_text} {question}"
    return " ".join([text, *(written_out(text) if expand else ())])


def written_out(text: str) -> list[str]:
    """What the unambiguous abbreviations of a text stand for, in its order, where it does not say so itself.

    >>> written_out("AFib is common; atrial fibrillation (AF) causes stroke. DKA")
    ['diabetic ketoacidosis']
    """
    from reasonscore.lexicon.lexicon import load_lexicon

    if sum(char.isupper() for char in text) < 2:
        return []
    there = set(tokenize(text))
    names: list[str] = []
    for mention in load_lexicon().find(text):
        name = mention.concept.name
        tokens = set(tokenize(name))
        if len(mention.candidates) == 1 and not tokens & there and _abbreviates(mention, text):
            names.append(name)
            there |= tokens
    return names


def _abbreviates(mention: Mention, text: str) -> bool:
    """Whether the words are an abbreviation of the name: two capitals or more, its letters in the name in order."""
    short = mention.surface
    start, end = mention.span[0], mention.span[1]
    if len(short) > _LONGEST or sum(char.isupper() for char in short) < 2:
        return False
    # In acyl-CoA the part behind the hyphen is no word of its own.
    if "-" in (text[start - 1 : start], text[end : end + 1]):
        return False
    letters = [char for char in short.lower() if char.isalpha()]
    name = mention.concept.name.lower()
    rest = iter(name)
    return name[:1] == letters[0] and all(char in rest for char in letters)
