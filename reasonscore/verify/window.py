"""Windows: one to three neighbouring sentences of a passage, the unit that a claim is compared with."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reasonscore.decompose.sentence import split_sentences
from reasonscore.record import Passage
from reasonscore.span import Piece
from reasonscore.verify.words import content_words

WIDTH = 3
"""Sentences in the widest window: two sentences often share what neither says alone; more would drown it."""


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences of one passage; `index` is the passage's place in the record's evidence."""

    index: int
    passage_id: str
    text: str
    piece: Piece


class WindowIndex:
    """The windows of a record's evidence, searched by shared words.

    Args:
        passages: Evidence in order; windows never cross passages.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._sentences: list[tuple[int, Piece]] = []
        self._holders: dict[str, list[int]] = defaultdict(list)
        self._lengths: list[int] = []
        for index, passage in enumerate(passages):
            for start, end in split_sentences(passage.text):
                words = frozenset(content_words(passage.text[start:end]))
                if not words:
                    continue
                for word in sorted(words):
                    self._holders[word].append(len(self._sentences))
                self._sentences.append((index, (start, end)))
                self._lengths.append(len(words))

    def __len__(self) -> int:
        return len(self._sentences)

    def best(self, text: str, top: int = 3) -> list[Window]:
        """The windows most worth comparing with a text, best first.

        These are the `top` sentences that share most of its words (rare words of this evidence weigh more), then the
        best one together with its neighbours. Evidence that shares no word still gives its first sentence, so that the
        model can say "unverifiable" of something.
        """
        if not self._sentences:
            return []
        scores: dict[int, float] = defaultdict(float)
        for word in sorted(set(content_words(text))):
            holders = self._holders.get(word, ())
            weight = math.log(1 + len(self._sentences) / (len(holders) or 1))
            for sentence in holders:
                scores[sentence] += weight
        # A long sentence holds more words by chance; the root keeps it from winning by length alone.
        ranked = sorted(scores, key=lambda s: (-scores[s] / math.sqrt(3 + self._lengths[s]), s))[:top] or [0]
        chosen = [self._window(sentence, sentence) for sentence in ranked]
        first, last = self._around(ranked[0])
        if last > first:
            chosen.append(self._window(first, last))
        return list(dict.fromkeys(chosen))

    def _around(self, sentence: int) -> tuple[int, int]:
        """First and last sentence of the widest window about a sentence within its passage."""
        first = last = sentence
        owner = self._sentences[sentence][0]
        while last - first + 1 < WIDTH:
            before = first > 0 and self._sentences[first - 1][0] == owner
            after = last + 1 < len(self._sentences) and self._sentences[last + 1][0] == owner
            if before and (sentence - first <= last - sentence or not after):
                first -= 1
            elif after:
                last += 1
            else:
                break
        return first, last

    def _window(self, first: int, last: int) -> Window:
        index, (start, _) = self._sentences[first]
        end = self._sentences[last][1][1]
        passage = self._passages[index]
        return Window(index, passage.id, passage.text[start:end], (start, end))
