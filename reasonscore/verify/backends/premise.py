"""Premises that do not fit the model: of overlapping pieces, the one that is nearest to the hypothesis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reasonscore.verify.backend import TextPair
from reasonscore.verify.words import content_words, recall

_SPECIAL_TOKENS = 3
_CHARACTERS_PER_TOKEN = 16
"""Texts with more than this for each token of room are cut before they are encoded: they would only be cut after."""


def encode_pairs(pairs: Sequence[TextPair], tokenizer: Any, max_tokens: int) -> list[Any]:
    """The encodings of pairs, in order, none longer than the model takes.

    Args:
        pairs: Premises and hypotheses.
        tokenizer: A `tokenizers.Tokenizer` that truncates at `max_tokens`.
        max_tokens: Room for both texts and the special tokens.
    """
    limit = _CHARACTERS_PER_TOKEN * max_tokens
    short = [
        pair if len(pair.premise) + len(pair.hypothesis) <= limit else fit_premise(pair, tokenizer, max_tokens)
        for pair in pairs
    ]
    encodings: list[Any] = tokenizer.encode_batch(short) if short else []
    for index, encoding in enumerate(encodings):
        if encoding.overflowing:
            encodings[index] = tokenizer.encode(*fit_premise(short[index], tokenizer, max_tokens))
    return encodings


def fit_premise(pair: TextPair, tokenizer: Any, max_tokens: int) -> TextPair:
    """The pair itself where it fits, else with the piece of its premise that holds most of the hypothesis' words.

    Few windows are too long; this serves those and callers that bring pairs of their own.

    Args:
        pair: Premise and hypothesis.
        tokenizer: A `tokenizers.Tokenizer`; its truncation is left alone.
        max_tokens: Room for both texts and the special tokens. A hypothesis that takes more than half of it is cut by
            the tokenizer.
    """
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
