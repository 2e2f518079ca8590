"""Premises that do not fit the model: of overlapping pieces, the one that is nearest to the hypothesis."""

from __future__ import annotations

from typing import Any

from reasonscore.verify.backend import TextPair
from reasonscore.verify.words import content_words, recall

_CHARACTERS_PER_TOKEN = 2
"""A pair with fewer characters a token than this needs no look: English words give four and more."""
_SPECIAL_TOKENS = 3


def fit_premise(pair: TextPair, tokenizer: Any, max_tokens: int) -> TextPair:
    """The pair itself where it fits, else with the piece of its premise that holds most of the hypothesis' words.

    Evidence windows always fit; this serves callers that bring pairs of their own.

    Args:
        pair: Premise and hypothesis.
        tokenizer: A `tokenizers.Tokenizer`; its truncation is left alone.
        max_tokens: Room for both texts and the special tokens. A hypothesis that takes more than half of it is cut by
            the tokenizer.
    """
    if len(pair.premise) + len(pair.hypothesis) <= _CHARACTERS_PER_TOKEN * max_tokens:
        return pair
    # Long texts are measured word by word, since the tokenizer itself cuts at its maximum.
    hypothesis = min(len(tokenizer.encode(pair.hypothesis, add_special_tokens=False).ids), max_tokens // 2)
    room = max_tokens - hypothesis - _SPECIAL_TOKENS
    words = pair.premise.split()
    sizes = [len(item.ids) for item in tokenizer.encode_batch(words, add_special_tokens=False)]
    if sum(sizes) <= room:
        return pair
    pieces: list[str] = []
    start = 0
    while start < len(words):
        end, used = start, 0
        while end < len(words) and (used + sizes[end] <= room or end == start):
            used += sizes[end]
            end += 1
        pieces.append(" ".join(words[start:end]))
        if end == len(words):
            break
        start = max(start + 1, end - (end - start) // 4)
    asked = content_words(pair.hypothesis)
    return TextPair(max(pieces, key=lambda piece: recall(asked, frozenset(content_words(piece)))), pair.hypothesis)
